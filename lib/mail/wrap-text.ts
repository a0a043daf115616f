/** Lines longer than this make mailers encode the text, and a captured mail hard to read. */
const WIDTH = 72;

/** Plain text with lines of at most 72 characters; words longer than that, such as links, stay whole. */
export function wrapText(text: string): string {
  return text.split("\n").map(wrapLine).join("\n");
}

function wrapLine(line: string): string {
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(" ")) {
    if (current !== "" && current.length + 1 + word.length > WIDTH) {
      lines.push(current);
      current = word;
    } else {
      current = current === "" ? word : `${current} ${word}`;
    }
  }
  return [...lines, current].join("\n");
}
