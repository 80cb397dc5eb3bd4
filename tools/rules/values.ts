/** The values of a policy's cells in Dutch words, for whoever reads a table and not a file. */
import { dataKinds } from '../../domain/policy/kinds.ts'

const kindWords: Readonly<Record<(typeof dataKinds)[number], string>> = {
  summary: 'samenvatting',
  medication: 'medicijnen',
  laboratory: 'laboratorium',
  imaging: 'beelden',
  letters: 'brieven',
  appointments: 'afspraken',
  messages: 'berichten',
}

/** A value means the same in every cell, unless "cell=value" says otherwise. */
const words: Readonly<Record<string, string>> = {
  form: 'formulier',
  ownDigid: 'eigen DigiD van de ouder',
  refer: 'naar de balie',
  noObjection: 'geen bezwaar is genoeg',
  writtenYes: 'het kind tekent',
  pausesUntilChildConsents: 'pauze tot het kind toestemt',
  ends: 'de toegang eindigt',
  notAsked: 'niet gevraagd',
  asked: 'gevraagd',
  joint: 'één formulier',
  perParent: 'een formulier per ouder',
  shared: 'hetzelfde formulier',
  own: 'een eigen formulier',
  alone: 'ja',
  withParent: 'nee, samen met de ouder',
  applicant: 'alleen wie vraagt',
  all: 'alle gezagsdragers',
  'rollout.departments=all': 'alle afdelingen',
  opened: 'een voor een',
  either: 'uittreksel of BRP',
  'authority.guardianEvidence=either': 'uitspraak of uittreksel',
  extract: 'uittreksel',
  brp: 'BRP',
  ruling: 'uitspraak',
  accepted: 'aangenomen',
  refused: 'niet aangenomen',
  untilWithdrawn: 'tot intrekking',
  at18: 'de 18e verjaardag',
  digidMachtigen: 'DigiD Machtigen',
  mayBeAway: 'hoeft er niet te zijn',
  mustBePresent: 'moet er zijn',
  mayDiffer: 'hoeft niet',
  sameVisit: 'moet',
  rulingEnd: 'het einde van de uitspraak',
  open: 'open',
  closed: 'gesloten',
  notNeeded: 'niet nodig',
  needed: 'nodig',
  staff: 'medewerker',
  physician: 'behandelend arts',
  simple: 'gewoon',
  advanced: 'geavanceerd',
  qualified: 'gekwalificeerd',
  claimed: 'alleen gezegd',
  identified: 'document en medewerker',
  authenticated: 'ingelogd met een middel',
  offered: 'ja',
  notOffered: 'nee',
  shown: 'te zien',
  notShown: 'niet te zien',
  kept: 'bewaard',
  notKept: 'niet bewaard',
  escrowed: 'verzegeld bewaard',
  never: 'nooit bewaard',
  none: 'geen',
  after: 'daarna',
  allowed: 'toegestaan',
}

const units: Readonly<Record<string, readonly [one: string, more: string]>> = {
  years: ['jaar', 'jaar'],
  months: ['maand', 'maanden'],
  days: ['dag', 'dagen'],
  persons: ['persoon', 'personen'],
}

/**
 * One value as a person says it.
 * @throws Error for a value without words: whoever adds a choice says here what it is called.
 */
export function valueInWords(path: string, value: unknown, unit: string): string {
  if (value === null) return 'geen'
  if (typeof value === 'number') return `${String(value)} ${units[unit]?.[value === 1 ? 0 : 1] ?? unit}`.trim()
  if (Array.isArray(value)) return value.length === dataKinds.length ? 'alles' : kindsInWords(value)
  if (typeof value === 'object' && 'kind' in value)
    return 'years' in value ? valueInWords(path, value.years, unit) : valueInWords(path, value.kind, unit)
  if (typeof value !== 'string') throw new Error(`no words for a value of ${path}`)
  const said = words[`${path}=${value}`] ?? words[value]
  if (said === undefined) throw new Error(`no words for ${path}=${value}`)
  return said
}

const kindsInWords = (kinds: readonly unknown[]): string =>
  dataKinds
    .filter((kind) => kinds.includes(kind))
    .map((kind) => kindWords[kind])
    .join(', ')
