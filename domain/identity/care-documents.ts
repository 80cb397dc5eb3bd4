/**
 * Which documents identify a person in Dutch care: Wet op de identificatieplicht, article 1, to which the law on the BSN
 * in care refers (Wabvpz, articles 5 and 6). 1°: Dutch passports, travel documents and identity cards; 2°: the Dutch
 * documents of the Vreemdelingenwet 2000, and for its bearer a foreign passport; 3°: passports and identity cards of
 * states of the European Economic Area and Switzerland, of who has the nationality of that state (a card that a state gives
 * to foreigners who live there is none); 4°: driving licences, whose zone names nobody (to the desk).
 */

/** Three-letter codes of a zone (9303-3 section 5; Germany's is D). */
export const eea: ReadonlySet<string> = new Set(
  (
    'AUT BEL BGR CYP CZE D DEU DNK ESP EST FIN FRA GRC HRV HUN IRL ITA LTU LUX LVA MLT NLD POL PRT ROU SVK SVN SWE ' +
    // The European Economic Area beside the Union; Switzerland by the agreement on free movement of persons.
    'ISL LIE NOR CHE'
  ).split(' '),
)

/** Organisations (9303-3 section 5, parts B to D): a laissez-passer is no passport of a state. */
const organisations: ReadonlySet<string> = new Set(
  'EUE UNO UNA UNK XAA XBA XCC XCE XCO XDC XEC XES XIM XMP XOM XPO'.split(' '),
)

/** What article 1 looks at: `nationality` as the zone has it. */
export interface ZoneDocument {
  readonly kind: string
  readonly code: string
  readonly issuer: string
  readonly nationality: string
}

/**
 * `kind` as {@link documentKind} reads it; `code`: the first two characters of the zone; `issuer`: its state.
 * Crew member certificates (AC) and residence permits of another state name no right to be identified here.
 */
export function isInArticleOne({ kind, code, issuer, nationality }: ZoneDocument): boolean {
  switch (kind) {
    case 'passport':
      return !organisations.has(issuer)
    case 'residenceDocument':
      return issuer === 'NLD'
    default:
      return code !== 'AC' && eea.has(issuer) && state(nationality) === state(issuer)
  }
}

/** Germany's code in a zone, and the one that some readers write. */
const state = (code: string): string => (code === 'DEU' ? 'D' : code)
