/** About Stratum, in English. */
export function AboutEn() {
  return (
    <div className="prose-text">
      <p>
        You know your street better than any data set does. You know which corner floods, where the new café
        is, and which block you would rather not walk at midnight. Stratum turns what neighbours notice into
        one live map that everybody can read.
      </p>
      <h2>How it works</h2>
      <ul>
        <li>
          <strong>Drop a signal.</strong> Choose what you see, say how much it matters, send. It takes fifteen
          seconds and needs no account.
        </li>
        <li>
          <strong>See the layers.</strong> Signals gather into four layers: safety, vibe, infrastructure and
          opportunity. Each has its own colour and its own shape.
        </li>
        <li>
          <strong>Confirm what others saw.</strong> “Still there” makes a signal weigh more, “gone” lets it
          go.
        </li>
        <li>
          <strong>Read the score card.</strong> Every neighbourhood has one, with its history, its rank in the
          city and the reports behind it.
        </li>
      </ul>
      <h2>How scores are made</h2>
      <p>
        Each layer has a score from 0 to 100. A report counts by how much it matters (1 to 5) and by its age:
        fully on the first day, less each week, and not at all after 30 days. Safety and infrastructure start
        at 100 and fall with every report. Vibe and opportunity start at 50; good news lifts them and bad news
        lowers them. The overall score is the mean of the four.
      </p>
      <p>
        A score is only as good as the reports behind it. So each one says how many there were and how sure we
        are, and a place without reports has no score at all. Every score card explains which reports moved
        it.
      </p>
      <h2>What it is not</h2>
      <p>
        Stratum is not an emergency line; if someone is in danger, call your emergency number. It is not a
        crime map, and it does not describe the people who live somewhere. Signals are about places and
        things: a light that is out, a crossing that is dangerous, a band in the park.
      </p>
      <h2>Who it is for</h2>
      <p>
        The map is free for everyone. Estate agents and city governments pay for an{" "}
        <a href="/pricing">API and dashboards</a> over the same public signals, and that pays for the map.
        Cities see what residents see, and residents see when a city has taken up their report.
      </p>
    </div>
  );
}
