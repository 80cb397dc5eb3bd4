/** The report in sentences, Dutch and English, for people who have never heard of a digest. */
import { translated } from '../document/phrases.ts'
import { instantInWords } from '../document/time-text.ts'
import { plainLine } from '../plain-text.ts'
import type { SigningMethod, SignedStep } from '../document/steps.ts'
import type { VisitCertificate } from '../contract/device/visit-certificate.ts'
import type { ActInside, Contents } from './contents.ts'
import type { Problem } from './base/refusal.ts'
import type { Report } from './verify.ts'

interface InTwo {
  readonly nl: string
  readonly en: string
}

/** What each problem means for the one who holds the file. */
export const problemSentences: Readonly<Record<Problem, InTwo>> = {
  notPdf: { nl: 'Dit is geen PDF. Kies een ander bestand.', en: 'This is not a PDF. Choose another file.' },
  tooLarge: { nl: 'Dit bestand is te groot voor een formulier van Balie.', en: 'This file is too large to be a Balie form.' },
  malformed: { nl: 'Dit is geen ongeschonden formulier van Balie: de opbouw van het bestand klopt niet.', en: 'This is not an intact Balie form: the structure of the file is wrong.' },
  unexpectedContent: { nl: 'Er zit iets in het bestand dat Balie nooit maakt.', en: 'The file holds something that Balie never makes.' },
  noSeal: { nl: 'Er zit geen zegel op dit bestand.', en: 'This file carries no seal.' },
  secondSeal: { nl: 'Er zit een tweede zegel of handtekening op dit bestand.', en: 'This file carries a second seal or signature.' },
  sealPlace: { nl: 'Het zegel dekt niet het hele bestand.', en: 'The seal does not cover the whole file.' },
  sealForm: { nl: 'Het zegel is niet gemaakt zoals Balie een zegel maakt.', en: 'The seal is not made the way Balie makes a seal.' },
  sealBroken: { nl: 'Het bestand is na het verzegelen veranderd.', en: 'The file was changed after it was sealed.' },
  changedAfterSeal: { nl: 'Er is na het verzegelen iets aan het bestand toegevoegd of veranderd.', en: 'Something was added to the file or changed in it after it was sealed.' },
  certificate: { nl: 'Een certificaat in het bestand is onleesbaar of ongeldig.', en: 'A certificate in the file cannot be read or is not valid.' },
  certificateUntrusted: { nl: 'Het zegel is niet van een ziekenhuis dat u vertrouwt.', en: 'The seal does not come from a hospital that you trust.' },
  certificateExpired: { nl: 'Het certificaat van het zegel was verlopen, en niets bewijst dat het zegel ouder is.', en: 'The seal’s certificate had expired, and nothing proves that the seal is older.' },
  certificateNotYetValid: { nl: 'Het certificaat van het zegel was nog niet geldig.', en: 'The seal’s certificate was not valid yet.' },
  certificateRevoked: { nl: 'Het certificaat van het zegel was ingetrokken.', en: 'The seal’s certificate had been revoked.' },
  certificateUsage: { nl: 'Het certificaat is niet bedoeld om documenten te verzegelen.', en: 'The certificate is not meant for sealing documents.' },
  timeStamp: { nl: 'Een tijdstempel in het bestand klopt niet.', en: 'A time stamp in the file is wrong.' },
  timeStampUntrusted: { nl: 'Een tijdstempel is niet van een dienst die u vertrouwt.', en: 'A time stamp does not come from an authority that you trust.' },
  timeStampAged: { nl: 'Een tijdstempel is te oud om nog iets te bewijzen.', en: 'A time stamp is too old to prove anything any more.' },
  timeContradiction: { nl: 'De tijden in het bestand spreken elkaar tegen.', en: 'The times in the file contradict each other.' },
  attachment: { nl: 'Een bijlage in het bestand ontbreekt of klopt niet.', en: 'An attachment in the file is missing or wrong.' },
  form: { nl: 'Wat in het bestand staat is niet wat de ondertekenaars hebben getekend.', en: 'What the file holds is not what the signers signed.' },
  page: { nl: 'Op de bladzijden staat iets anders dan in de gegevens van het bestand.', en: 'The pages say something else than the data in the file.' },
  steps: { nl: 'De stappen van de ondertekenaars kloppen niet: er is er een weg, bij of veranderd.', en: 'The signers’ steps do not hold: one is missing, added or changed.' },
  ink: { nl: 'Een handtekening in het bestand is niet de handtekening die is gezet.', en: 'A signature in the file is not the one that was drawn.' },
  device: { nl: 'Wie het zegel zette hoort niet bij de bezoeken waarin is getekend.', en: 'Whoever put the seal does not belong to the visits in which was signed.' },
  approval: { nl: 'Dit is geen goedkeuring van Balie, of de opbouw klopt niet.', en: 'This is no Balie approval, or it is not made as one.' },
  approvalOther: { nl: 'Deze goedkeuring gaat over een ander formulier.', en: 'This approval is about another form.' },
  approvalRole: { nl: 'Wie goedkeurde mag dat volgens de regels niet.', en: 'Whoever approved may not do so under the rules.' },
  approvalLevel: { nl: 'De handtekening is lichter dan het ziekenhuis vraagt.', en: 'The signature is of a lower level than the hospital asks for.' },
  approvalConflict: { nl: 'Wie goedkeurde is misschien zelf de patiënt of een ondertekenaar.', en: 'Whoever approved may be the patient or a signer.' },
  approvalEarly: { nl: 'De goedkeuring is ouder dan de laatste handtekening.', en: 'The approval is older than the last signature.' },
} // prettier-ignore

/** The whole report, a sentence a line. */
export function sentences(report: Report, language: 'nl' | 'en'): readonly string[] {
  const dutch = language === 'nl'
  // Whoever chose the wrong file holds no forged form.
  if (report.problem?.id === 'notPdf') return [problemSentences.notPdf[language]]
  if (report.problem !== null)
    return [
      dutch ? 'NIET GOED. Vertrouw dit bestand niet.' : 'NOT GOOD. Do not rely on this file.',
      problemSentences[report.problem.id][language],
    ]
  const { seal, contents } = report
  if (seal === null || contents === null) return []
  const form = { hospital: plainLine(contents.form.hospital), title: plainLine(contents.form.title) }
  const lines = [
    dutch ? 'GOED. Het bestand is precies zoals het verzegeld is.' : 'GOOD. The file is exactly as it was sealed.',
    `${form.hospital}: ${form.title}`,
    ...contents.steps.map((step, i) => stepSentence(step, language) + privateAnswer(contents.acts?.[i], language)),
    ...(contents.acts === null ? [] : [actsSentence(contents.acts, language)]),
    ...sealSentences(seal, language),
  ]
  if (contents.visit === null && contents.acts === null)
    lines.push(
      dutch
        ? 'Niet bewezen door een zuil: het bewijs van het bezoek ontbreekt in dit bestand.'
        : 'Not proven by a device: the visit certificate is missing from this file.',
    )
  return lines
}

/** What only a technician asks of an accepted form: program, policy, files. */
export function technicalSentences({ contents }: Report, language: 'nl' | 'en'): readonly string[] {
  if (contents === null) return []
  const dutch = language === 'nl'
  const policy = policyOf(contents.decision)
  const files = contents.files.map((name) => plainLine(name)).join(', ')
  return [
    ...(contents.visit === null ? [] : [buildSentence(contents.visit, language)]),
    ...(contents.acts ?? []).map(({ visit }, i) => `${String(i + 1)}. ${buildSentence(visit, language)}`),
    ...(policy === null ? [] : [dutch ? `Beleid: ${policy}.` : `Policy: ${policy}.`]),
    dutch ? `In het bestand: ${files}.` : `In the file: ${files}.`,
  ]
}

export const technicalHeading: InTwo = { nl: 'Voor technici', en: 'For technicians' }

/** What a signer answered alone; only a yes is ever in a sealed paper. */
function privateAnswer(act: ActInside | undefined, language: 'nl' | 'en'): string {
  if (act?.content.answer !== 'yes') return ''
  return language === 'nl' ? ' Antwoord zonder anderen erbij: ja.' : ' Answered without anyone else present: yes.'
}

/** In how many visits, at how many kiosks the parts were signed, and whether the kiosks’ own signatures were checked. */
function actsSentence(acts: readonly ActInside[], language: 'nl' | 'en'): string {
  const count = (of: (one: VisitCertificate) => string): number => new Set(acts.map(({ visit }) => of(visit.certificate))).size // prettier-ignore
  const [parts, visits, kiosks] = [acts.length, count(({ sub }) => sub), count(({ iss }) => iss)].map(String)
  const checked = acts.every(({ visit }) => visit.signatureChecked === true)
  return language === 'nl'
    ? `Het ziekenhuis voegde ${parts} delen samen. Bezoeken: ${visits}. Zuilen: ${kiosks}. Elk deel past bij het bewijs van zijn eigen bezoek${checked ? ', en de handtekening van elke zuil klopt' : '; de handtekeningen van de zuilen zijn niet apart gecontroleerd'}.`
    : `The hospital put ${parts} parts together. Visits: ${visits}. Kiosks: ${kiosks}. Each part fits the certificate of its own visit${checked ? ', and each kiosk’s signature holds' : '; the kiosks’ signatures were not checked separately'}.`
}

const methodWords: Readonly<Record<'nl' | 'en', Readonly<Record<SigningMethod, string>>>> = {
  nl: {
    ink: 'tekende op het scherm',
    typed: 'typte de naam en bevestigde',
    tapped: 'tikte op akkoord, zonder te tekenen',
    witnessed: 'zette een teken op het scherm, met een getuige erbij',
  },
  en: {
    ink: 'signed on the screen',
    typed: 'typed the name and confirmed',
    tapped: 'tapped to agree, without drawing',
    witnessed: 'made a mark on the screen, with a witness present',
  },
}

// prettier-ignore
function stepSentence({ claims }: SignedStep, language: 'nl' | 'en'): string {
  const dutch = language === 'nl'
  const methods = methodWords[dutch ? 'nl' : 'en']
  const assurance = dutch
    ? { claimed: 'zelf opgegeven', identified: 'gezien en vergeleken', authenticated: 'ingelogd' }
    : { claimed: 'stated only', identified: 'seen and compared', authenticated: 'logged in' }
  const { identity } = claims
  const say = (text: string): string => plainLine(translated(text, language))
  const kept = claims.escrowHash === undefined ? '' : dutch ? ' De penbeweging is apart versleuteld bewaard.' : ' The pen movement is kept apart, encrypted.'
  const who = `${plainLine(claims.name)} (${say(claims.role)})`
  const when = instantInWords({ at: claims.at, language })
  const known = (one: typeof identity): string => {
    const document = one.documentKind === null ? '' : `, ${say(one.documentKind)} ${plainLine(one.documentNumber ?? '')}`.trimEnd()
    return `${say(one.method)}${document}: ${assurance[one.assurance]}.`
  }
  const witness = claims.witness === undefined ? '' : ` ${dutch ? 'Getuige' : 'Witness'}: ${plainLine(claims.witness.name)}. ${known(claims.witness.identity)}`
  return `${claims.seq}. ${who} ${methods[claims.method]}, ${when}. ${known(identity)}${witness}${kept}`
}

/** The house's own seal names no device. */
const byHouse = ({ device }: NonNullable<Report['seal']>): boolean => device === ''

const sealer = ({ by, organisation }: NonNullable<Report['seal']>, of: 'van' | 'of'): string =>
  by === organisation ? organisation : `${by} ${of} ${organisation}`

/** Who sealed and when, what proves the time, and what was not looked up. */
export function sealSentences(seal: NonNullable<Report['seal']>, language: 'nl' | 'en'): readonly string[] {
  const dutch = language === 'nl'
  const when = (at: string): string => instantInWords({ at, language })
  const lines = [
    dutch
      ? `Verzegeld door ${sealer(seal, 'van')}, ${when(seal.claimedAt)} volgens ${byHouse(seal) ? 'de klok van het ziekenhuis' : 'de zuil'}.`
      : `Sealed by ${sealer(seal, 'of')}, ${when(seal.claimedAt)} by ${byHouse(seal) ? 'the hospital’s' : 'the kiosk’s'} clock.`,
  ]
  if (seal.provenAt !== null && seal.timeAuthority !== null)
    lines.push(
      dutch
        ? `Tijdstempel: bestond op ${when(seal.provenAt)} volgens ${seal.timeAuthority}.`
        : `Time stamp: existed on ${when(seal.provenAt)} according to ${seal.timeAuthority}.`,
    )
  else
    lines.push(
      dutch
        ? 'Geen bewezen tijd: er is geen tijdstempel van een dienst die u vertrouwt.'
        : 'No proven time: there is no time stamp from an authority that you trust.',
    )
  lines.push(revocationSentence(seal, language))
  if (seal.agedStamps > 0)
    lines.push(
      dutch
        ? `${seal.agedStamps} tijdstempel(s) zijn te oud om nog iets te bewijzen.`
        : `${seal.agedStamps} time stamp(s) are too old to prove anything any more.`,
    )
  if (seal.extended > 0)
    lines.push(dutch ? 'Later is alleen bewijs toegevoegd, geen inhoud.' : 'Later only evidence was added, no content.')
  return lines
}

/** Whether anybody looked up if the certificate of the seal was revoked. */
export function revocationSentence({ revocationKnown }: NonNullable<Report['seal']>, language: 'nl' | 'en'): string {
  if (revocationKnown)
    return language === 'nl'
      ? 'Het certificaat van het zegel was toen niet ingetrokken.'
      : 'The seal’s certificate had not been revoked by then.'
  return language === 'nl'
    ? 'Niet nagekeken: of het certificaat van het zegel is ingetrokken. Er is geen lijst die over die tijd gaat.'
    : 'Not checked: whether the seal’s certificate was revoked. There is no list that covers that time.'
}

function buildSentence(visit: NonNullable<Contents['visit']>, language: 'nl' | 'en'): string {
  const dutch = language === 'nl'
  const { build } = visit.certificate
  const said = `Balie ${plainLine(build.app)}, ${plainLine(build.runtime)}`
  const checked = visit.signatureChecked === true
  return dutch
    ? `De zuil verklaarde zelf: ${said}, inhoud versie ${build.content}${checked ? ' (handtekening van de zuil klopt)' : ' (niet apart gecontroleerd)'}.`
    : `The kiosk itself declared: ${said}, content version ${build.content}${checked ? ' (the kiosk’s signature holds)' : ' (not checked separately)'}.`
} // prettier-ignore

/** The policy that a decision names, as "id, version"; null when it names none. */
function policyOf(decision: unknown): string | null {
  if (typeof decision !== 'object' || decision === null || !('policy' in decision)) return null
  const { policy } = decision
  if (typeof policy === 'string') return plainLine(policy)
  if (typeof policy !== 'object' || policy === null) return null
  const parts = Object.values(policy).filter((one) => typeof one === 'string' || typeof one === 'number')
  return plainLine(parts.slice(0, 10).join(', ')) || null
}
