/**
 * Common given names, lower case, to recognise "First Last" in a note. Names that are also words, places or streets
 * of the three cities (Austin, Brooklyn, Will, Rose, Grant …) are left out: a missed name is reviewed by flags, a
 * false one only delays a note.
 */
export const GIVEN_NAMES: ReadonlySet<string> = new Set(
  `aaron abigail adam adriana aisha alan albert alejandro alex alexander alexandra alexis alice alicia allison amanda
  amber amy ana andre andrea andrew andy angela anita ann anna anne anthony antonio arthur ashley barbara becky ben
  benjamin bernard beth betty bob bobby brandon brenda brian bruce bryan camila carl carla carlos carmen carol
  caroline carolyn catherine cathy charles cheryl chris christian christina christine christopher cindy claudia
  connie courtney craig crystal cynthia dan daniel daniela danielle danny dave david deborah debra denise dennis
  derek diana diane diego donald donna dorothy doug douglas eduardo edward eileen elena elizabeth ellen emily emma
  eric erica erik erin esther ethan eugene evelyn fatima felipe fernando fiona francisco frank fred gabriel gabriela
  gary george gerald gina gloria greg gregory guadalupe hannah harold harry heather hector helen henry howard ian
  irene isaac isabel isabella ivan jacob jacqueline jaime james jamie jane janet janice jasmine jason javier jean jeff
  jeffrey jennifer jenny jeremy jerry jesse jessica jessie jill jim jimmy joan joe joel john johnny jonathan jorge jose
  joseph josh joshua joyce juan juanita judith judy julia julian julie justin karen karl kate katherine kathleen kathy
  katie keith kelly ken kenneth kevin kimberly kristen kyle larry latoya laura lauren leah leo leonard leslie linda
  lisa lori louis louise lucas lucia luis luke lynn manuel marc marco marcus margaret maria marie mario marisol marjorie
  martha martin marvin mary matt matthew maureen megan melissa michael michelle miguel mike mohamed mohammed monica
  muhammad nancy natalie nathan nicholas nicole noah nora norma oliver olivia omar oscar pablo pamela patricia patrick
  paul paula pedro peggy peter phil philip phillip rachel rafael ralph ramon randy raul raymond rebecca ricardo richard
  rick rita rob robert roberto rodney roger ron ronald rosa roy ruben russell ruth ryan sally sam samantha samuel sandra
  sara sarah scott sean sergio shannon sharon sheila sofia sophia stacy stephanie stephen steve steven stuart sue susan
  suzanne sylvia tamara tammy teresa terry theresa thomas tiffany tim timothy tina todd tom tommy tony tracy tyler
  valerie vanessa veronica vicki victor vincent virginia walter wanda wayne wendy william xavier yolanda yvonne zachary`
    .trim()
    .split(/\s+/),
);
