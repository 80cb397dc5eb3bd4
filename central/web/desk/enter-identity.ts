/** The clerk types the identity from the document in his hand, because the kiosk could not read it. */
import * as v from 'valibot'
import { IdentityClaim, PersonPart } from '../../../domain/contract/gateway/visit-record.ts'
import { journeyOf, leadsOn } from '../../../domain/journeys/index.ts'
import type { StaffMember, VisitRow } from '../../visits/visits.ts'
import type { StaffPorts } from '../staff/ports.ts'
import { readDay, today } from './dates.ts'
import type { Sentence } from './sentence.ts'

/** Licences and other papers that identify nobody at a hospital (Wet op de identificatieplicht, article 1). */
const drivingLicence =
  'Met een rijbewijs kan dit niet: dat is hier geen identiteitsbewijs. Vraag een paspoort, ID-kaart of verblijfsdocument.'

/** The claim that then stands is compared like any other: a second look at the number, the face, the paper. */
export async function enterIdentity(
  { visits, now }: Pick<StaffPorts, 'visits' | 'now'>,
  row: VisitRow,
  { form, by }: { readonly form: URLSearchParams; readonly by: StaffMember },
): Promise<Sentence> {
  const field = (name: string): string => (form.get(name) ?? '').trim()
  const wrong = (name: string, text: string): Sentence => ({ text, field: name })
  const part = v.safeParse(PersonPart, form.get('as'))
  const as = part.success ? part.output : null
  if ((row.record.state === 'opened') !== (as === null)) return 'Dit bezoek is intussen veranderd. Kijk opnieuw.'
  if (field('kind') === 'drivingLicence') return wrong('kind', drivingLicence)
  const number = field('documentNumber')
    .toUpperCase()
    .replaceAll(/[\s.-]/g, '')
  const born = readDay(field('born'))
  const expires = readDay(field('expires'))
  if (born === null || born > today(now())) return wrong('born', 'Deze geboortedatum bestaat niet.')
  if (expires === null) return wrong('expires', 'Vul in tot welke dag het document geldig is.')
  if (expires < today(now())) return wrong('expires', 'Dit document is verlopen. Vraag een ander document.')
  if (!/^[A-Z0-9]{4,20}$/.test(number)) return wrong('documentNumber', 'Dit documentnummer kan niet.')
  const claim = v.safeParse(IdentityClaim, {
    document: { kind: field('kind'), issuer: field('issuer').toUpperCase(), number, expires },
    family: field('family'),
    given: field('given'),
    birthDate: born,
    journey: as === null ? field('journey') : row.record.claim?.journey,
  })
  if (!claim.success) {
    const last = claim.issues[0].path?.at(-1)?.key
    const where = typeof last === 'string' ? last : ''
    const names: Readonly<Record<string, string>> = {
      kind: 'Kies het soort document.',
      issuer: 'Het land is drie letters, zoals NLD.',
      family: 'Vul de achternaam in.',
      given: 'De voornamen zijn te lang.',
      journey: 'Kies voor wie de bezoeker komt.',
    }
    return wrong(where, names[where] ?? 'Er ontbreekt nog iets.')
  }
  if (!leadsOn(journeyOf(claim.output.journey))) return wrong('journey', 'Kies voor wie de bezoeker komt.')
  const claimed = await visits.claim(row.record.visit, claim.output, { as, by })
  if (!claimed.ok && claimed.refusal === 'sameDocument')
    return wrong('documentNumber', 'Dit document is al van de andere persoon in dit bezoek.')
  return claimed.ok ? null : 'Dit bezoek is intussen veranderd. Kijk opnieuw.'
}
