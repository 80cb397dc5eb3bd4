/** The invented people as the desk page shows them: what to scan or type, and what the clerk answers. */
import { addDays } from '../../domain/days/calendar.ts'
import type { CalendarDay } from '../../domain/ids.ts'
import type { SamplePerson } from './sample-person.ts'
import type { Cast, LaterRole, Person, Role } from './cast.ts'
import { cardZone, passportZone } from './mrz.ts'

/** For programs that play these people: the scene's name and what has to be typed. */
export interface TrainingSample extends SamplePerson {
  readonly scene: Role | LaterRole
  readonly patient: { readonly birthDate: string; readonly bsn: string }
  readonly lastFour: string
  /** Day of the extract that the clerk is shown; null: none. */
  readonly extractOf: string | null
}

export function samplesOf(cast: Cast): readonly TrainingSample[] {
  const { people, today } = cast
  const typed = (scene: Role, patient: Role, extract: boolean) => ({
    scene,
    patient: { birthDate: people[patient].birthDate, bsn: people[patient].bsn },
    lastFour: people[scene].document?.number.slice(-4) ?? '',
    extractOf: extract ? addDays(today, -30) : null,
  })
  const child = (person: Person) => [
    { label: 'Kind', value: `${person.given} ${person.family}` },
    { label: 'Kind geboren', value: dutch(person.birthDate) },
    { label: 'BSN kind', value: person.bsn },
  ]
  const extract = { label: 'Uittreksel', value: `alleen deze ouder, afgegeven ${dutch(addDays(today, -30))}` }
  return [
    {
      ...typed('mother', 'child', true),
      title: 'Moeder met gezag, kind van 7',
      mrz: zone(people.mother),
      facts: [...child(people.child), ending(people.mother), extract],
    },
    {
      ...typed('adult', 'adult', false),
      title: 'Volwassene bekijkt zijn eigen dossier',
      mrz: zone(people.adult),
      facts: [born(people.adult), bsn(people.adult), ending(people.adult)],
    },
    {
      ...typed('motherOfTeenager', 'teenager', true),
      title: 'Moeder van een kind van 13: het kind kiest zelf',
      mrz: zone(people.motherOfTeenager),
      facts: [...child(people.teenager), ending(people.motherOfTeenager), extract],
    },
    {
      ...typed('expired', 'expired', false),
      title: 'Paspoort dat drie dagen verlopen is',
      mrz: zone(people.expired),
      facts: [born(people.expired), bsn(people.expired)],
    },
    {
      ...typed('motherWithoutExtract', 'childWithoutExtract', false),
      title: 'Moeder zonder uittreksel, kind van 5',
      mrz: zone(people.motherWithoutExtract),
      facts: [
        ...child(people.childWithoutExtract),
        ending(people.motherWithoutExtract),
        { label: 'Uittreksel', value: 'niet meegenomen' },
      ],
    },
    {
      ...typed('motherOfDouble', 'double', true),
      title: 'Kind dat twee keer is ingeschreven: de balie kiest',
      mrz: zone(people.motherOfDouble),
      facts: [...child(people.double), ending(people.motherOfDouble), extract],
    },
    {
      ...typed('deceased', 'deceased', false),
      title: 'Overleden volgens het dossier',
      mrz: zone(people.deceased),
      facts: [born(people.deceased), bsn(people.deceased), ending(people.deceased)],
    },
    {
      ...typed('blocked', 'blocked', false),
      title: 'Door een arts geblokkeerd',
      mrz: zone(people.blocked),
      facts: [born(people.blocked), bsn(people.blocked), ending(people.blocked)],
    },
    ...own(cast, 'everyStatus', 'Volwassene met alles één keer in het dossier'),
    ...own(cast, 'withoutAllergies', 'Volwassene zonder allergieën'),
    ...represents(cast, 'curator', 'ward', {
      title: 'Curator van een volwassene',
      papers: [ruling('curatele', today), register('staat erin'), finding(today)],
    }),
    ...represents(cast, 'daughter', 'illFather', {
      title: 'Dochter van een zieke vader',
      papers: [
        { label: 'Familie', value: 'uittreksel van de gemeente' },
        register('staat er niet in'),
        { label: 'Anderen', value: 'geen mentor, geen volmacht, geen partner' },
        finding(today),
      ],
    }),
    ...represents(cast, 'guardian', 'childOfGuardian', {
      title: 'Voogd van een kind van 8',
      papers: [ruling('voogdij', today)],
    }),
    ...represents(cast, 'oneOfTwo', 'childOfTwo', {
      title: 'Eén van twee ouders, kind van 9: beide ouders tekenen',
      papers: [{ label: 'Uittreksel', value: `beide ouders, afgegeven ${dutch(addDays(today, -30))}` }],
    }),
    ...represents(cast, 'otherOfTwo', 'childOfTwo', {
      title: 'De andere ouder van dit kind: tekent als tweede',
      papers: [{ label: 'Uittreksel', value: 'hetzelfde: beide namen staan erop' }],
    }),
    ...represents(cast, 'parentWhoAsks', 'childAsked', {
      title: 'Moeder van een kind van 13 met een eigen document',
      papers: [extract],
    }),
    ...own(cast, 'childAsked', 'Dit kind van 13, alleen: zegt ja, nee of later'),
    ...represents(cast, 'parentOfUnable', 'unableChild', {
      title: 'Moeder van een kind van 14 dat niet kan beslissen',
      papers: [extract, inRecord],
    }),
    ...represents(cast, 'mentor', 'unableAdult', {
      title: 'Mentor: de bevinding staat in het dossier',
      papers: [ruling('mentorschap', today), register('staat er niet in'), inRecord],
    }),
    ...withMandates(cast),
    ...lookingAlong(cast),
  ]
}

const ruling = (measure: string, today: CalendarDay) => ({
  label: 'Uitspraak',
  value: `${measure}, Rechtbank Den Haag, ${dutch(addDays(today, -400))}, geen einddatum, origineel`,
})
const register = (found: string) => ({ label: 'Curateleregister', value: found })
const finding = (today: CalendarDay) => ({
  label: 'Bevinding arts',
  value: `kan hierover niet beslissen, dr. R. Timmer, ${dutch(addDays(today, -20))}`,
})

const inRecord = { label: 'Bevinding arts', value: 'staat in het dossier; de zuil weet het' }

const born = (person: Person) => ({ label: 'Geboren', value: dutch(person.birthDate) })
const bsn = (person: Person) => ({ label: 'BSN', value: person.bsn })
const ending = ({ document }: Person) => ({ label: 'Laatste vier', value: document?.number.slice(-4) ?? '' })

/** Somebody who represents another; none in a data folder from before. */
function represents(
  cast: Cast,
  scene: LaterRole,
  patient: LaterRole,
  { title, papers }: { readonly title: string; readonly papers: SamplePerson['facts'] },
): readonly TrainingSample[] {
  const [person, other] = [cast.later?.[scene], cast.later?.[patient]]
  if (person === undefined || other === undefined) return []
  const typed = { patient: { birthDate: other.birthDate, bsn: other.bsn }, lastFour: ending(person).value }
  const facts = [
    { label: 'Voor', value: `${other.given} ${other.family}` },
    { label: 'Geboren', value: dutch(other.birthDate) },
    bsn(other),
    ending(person),
    ...papers,
  ]
  return [{ scene, ...typed, extractOf: null, title, mrz: zone(person), facts }]
}

/** Somebody who looks into the own dossier. */
function own(cast: Cast, scene: LaterRole, title: string): readonly TrainingSample[] {
  const person = cast.later?.[scene]
  if (person === undefined) return []
  const { birthDate } = person
  const typed = { patient: { birthDate, bsn: person.bsn }, lastFour: ending(person).value, extractOf: null }
  return [{ scene, ...typed, title, mrz: zone(person), facts: [born(person), bsn(person), ending(person)] }]
}

/** An adult who lets somebody look along, and whom she chose: they come together. */
function lookingAlong(cast: Cast): readonly TrainingSample[] {
  const { everyStatus, chosen } = cast.later ?? {}
  if (everyStatus === undefined || chosen === undefined) return []
  return [
    ...own(cast, 'everyStatus', 'Laat iemand meekijken: de patiënt'),
    ...represents(cast, 'chosen', 'everyStatus', { title: 'Laat iemand meekijken: wie mag meekijken', papers: [] }),
  ]
}

/** Who comes to stop a mandate: for himself by the document, for another by birth date and number. */
function withMandates(cast: Cast): readonly TrainingSample[] {
  const { giver, viewer, teen, teenParent } = cast.later ?? {}
  if (giver === undefined || viewer === undefined || teen === undefined || teenParent === undefined) return []
  return [
    ...own(cast, 'giver', `Stopt de toegang van ${viewer.given} ${viewer.family}`),
    ...represents(cast, 'viewer', 'giver', { title: 'Stopt haar toegang tot het dossier van een ander', papers: [] }),
    ...own(cast, 'teen', `Jongere van 14 stopt de toegang van ${teenParent.given} ${teenParent.family}`),
    ...represents(cast, 'teenParent', 'teen', { title: 'Ouder stopt haar toegang, kind van 14', papers: [] }),
  ]
}

function zone({ document, ...person }: Person): readonly string[] {
  if (document === null) return []
  const { kind, number, expires } = document
  return kind === 'passport' ? passportZone({ ...person, number, expires }) : cardZone({ ...person, number, expires })
}

function dutch(day: string): string {
  const [year, month, date] = day.split('-')
  return `${date}-${month}-${year}`
}
