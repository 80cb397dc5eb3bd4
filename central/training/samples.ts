/** The invented people as the desk page shows them: what to scan or type, and what the clerk answers. */
import { addDays } from '../../domain/days/calendar.ts'
import type { SamplePerson } from '../staff/ports.ts'
import type { Cast, Person } from './cast.ts'
import { cardZone, passportZone } from './mrz.ts'

export function samplesOf({ people, today }: Cast): readonly SamplePerson[] {
  const born = (person: Person) => ({ label: 'Geboren', value: dutch(person.birthDate) })
  const bsn = (person: Person) => ({ label: 'BSN', value: person.bsn })
  const child = (person: Person) => [
    { label: 'Kind', value: `${person.given} ${person.family}` },
    { label: 'Kind geboren', value: dutch(person.birthDate) },
    { label: 'BSN kind', value: person.bsn },
  ]
  const ending = ({ document }: Person) => ({ label: 'Laatste vier', value: document?.number.slice(-4) ?? '' })
  const extract = { label: 'Uittreksel', value: `alleen deze ouder, afgegeven ${dutch(addDays(today, -30))}` }
  return [
    {
      title: 'Moeder met gezag, kind van 7',
      mrz: zone(people.mother),
      facts: [...child(people.child), ending(people.mother), extract],
    },
    {
      title: 'Volwassene bekijkt zijn eigen dossier',
      mrz: zone(people.adult),
      facts: [born(people.adult), bsn(people.adult), ending(people.adult)],
    },
    {
      title: 'Moeder van een kind van 13: het kind tekent mee',
      mrz: zone(people.motherOfTeenager),
      facts: [...child(people.teenager), ending(people.motherOfTeenager), extract],
    },
    {
      title: 'Paspoort dat drie dagen verlopen is',
      mrz: zone(people.expired),
      facts: [born(people.expired), bsn(people.expired)],
    },
    {
      title: 'Moeder zonder uittreksel, kind van 5',
      mrz: zone(people.motherWithoutExtract),
      facts: [
        ...child(people.childWithoutExtract),
        ending(people.motherWithoutExtract),
        { label: 'Uittreksel', value: 'niet meegenomen' },
      ],
    },
    {
      title: 'Kind dat twee keer is ingeschreven: de balie kiest',
      mrz: zone(people.motherOfDouble),
      facts: [...child(people.double), ending(people.motherOfDouble), extract],
    },
    {
      title: 'Overleden volgens het dossier',
      mrz: zone(people.deceased),
      facts: [born(people.deceased), bsn(people.deceased), ending(people.deceased)],
    },
    {
      title: 'Door een arts geblokkeerd',
      mrz: zone(people.blocked),
      facts: [born(people.blocked), bsn(people.blocked), ending(people.blocked)],
    },
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
