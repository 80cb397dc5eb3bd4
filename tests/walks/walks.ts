/** Every journey as somebody walks it. A new one is a line here: `docs/journeys.md` says how. */
import { employee, extract, finding, kin, nobodyElse, proxy, register, ruling } from '../support/papers.ts'
import type { Hands, Visit, Walk } from './walk.ts'

const forWard = { patient: 'ward', door: 'someoneElse', people: ['curator'] } as const
const forFather = { patient: 'illFather', door: 'someoneElse', people: ['daughter'] } as const
const forWardOfGuardian = { patient: 'childOfGuardian', door: 'someoneElse', people: ['guardian'] } as const
const family = [kin, finding, register('notListed'), nobodyElse]
const forLotte = { door: 'child', patient: 'childOfTwo', papers: [extract('joint')] } as const
const stops = { door: 'stopMandate' } as const

const forChild = { door: 'child', patient: 'child', papers: [extract('sole')] } as const

/** Signed in another way than by hand. */
const cannotDraw = (way: 'typed' | 'tapped' | 'witnessed'): Partial<Hands> => ({
  sign: () => ({ kind: 'cannotDraw' }),
  cannotDraw: () => ({ kind: 'signBy', way }),
})

/** A walk of one visit. */
const once = (name: string, about: string, visit: Visit): Walk => ({ name, about, visits: [visit] })

export const walks: readonly Walk[] = [
  once('child-one-parent', 'Een ouder die alleen gezag heeft, kind van 7', {
    people: ['mother'], door: 'child', patient: 'child', papers: [extract('sole')],
  }),
  once('child-two-parents', 'Beide ouders samen aan één zuil, kind van 9', { ...forLotte, people: ['oneOfTwo', 'otherOfTwo'] }),
  once('child-touch', 'Een ouder die niet kan tekenen, tikt op akkoord', { ...forChild, people: ['mother'], hands: cannotDraw('tapped') }),
  once('child-typed', 'Een ouder die niet kan tekenen, typt de naam', { ...forChild, people: ['mother'], hands: cannotDraw('typed') }),
  once('child-witness', 'Een ouder die niet kan tekenen, zet een teken met een getuige', { ...forChild, people: ['mother', 'viewer'], hands: cannotDraw('witnessed') }),
  { name: 'child-parent-later', about: 'Eén ouder nu, de andere later, kind van 9', visits: [{ ...forLotte, people: ['oneOfTwo'] }, { ...forLotte, people: ['otherOfTwo'] }] },
  once('child-no-extract', 'Een ouder zonder uittreksel', {
    people: ['motherWithoutExtract'], door: 'child', patient: 'childWithoutExtract', noPaper: true, ends: 'incomplete',
  }),
  { name: 'child-13', about: 'Een ouder, en daarna het kind van 13 alleen', visits: [
    { people: ['parentWhoAsks'], door: 'olderChild', patient: 'childAsked', papers: [extract('sole')] },
    { people: ['childAsked'], door: 'self', journey: 'own-dossier' },
  ] },
  once('child-unable', 'Een ouder, kind van 14 dat volgens het dossier niet kan beslissen', {
    people: ['parentOfUnable'], door: 'olderChild', patient: 'unableChild', papers: [extract('sole')],
  }),
  once('guardian', 'Een voogd, kind van 8', { ...forWardOfGuardian, journey: 'guardian', papers: [ruling('guardianship')] }),
  once('guardian-employee', 'Een medewerker van een voogdijinstelling', { ...forWardOfGuardian, journey: 'guardian', papers: [ruling('guardianship'), employee] }),
  once('young-person', 'Ouder van een kind van 16 of 17: uitleg', { people: ['mother'], door: 'youngPerson', ends: 'notHere' }),
  once('curator', 'Een curator', { ...forWard, journey: 'curator', papers: [ruling('curatele'), register('listed'), finding] }),
  once('mentor', 'Een mentor', { ...forWard, journey: 'mentor', papers: [ruling('mentorship'), register('notListed'), finding] }),
  once('mentor-record', 'Een mentor; de bevinding van de arts staat in het dossier', {
    people: ['mentor'], door: 'someoneElse', patient: 'unableAdult', journey: 'mentor', papers: [ruling('mentorship'), register('notListed')],
  }),
  once('written-proxy', 'Wie een schriftelijke volmacht heeft', { ...forFather, journey: 'written-proxy', papers: [proxy, ...family.slice(1)] }),
  once('partner', 'Een partner', { ...forFather, journey: 'partner', papers: family }),
  once('child-of-adult', 'Een kind van een volwassene', { ...forFather, journey: 'child-of-adult', papers: family }),
  once('parent-of-adult', 'Een ouder van een volwassene', { ...forWard, journey: 'parent-of-adult', papers: family }),
  once('sibling', 'Een broer of zus', { ...forWard, journey: 'sibling', papers: family }),
  once('administrator', 'Een bewindvoerder: uitleg', { ...forWard, journey: 'administrator', ends: 'notHere' }),
  once('stop-own', 'Een patiënt stopt de toegang van een ander', { ...stops, journey: 'stop', people: ['giver'] }),
  once('stop-young', 'Een jongere van 14 stopt de toegang van een ouder', { ...stops, journey: 'stop', people: ['teen'] }),
  once('stop-other', 'Een vertegenwoordiger stopt de eigen toegang', { ...stops, journey: 'stop-other', people: ['viewer'], patient: 'giver' }),
  once('stop-offline', 'Stoppen terwijl de lijn weg is', { ...stops, journey: 'stop', people: ['giver'], offline: true }),
  once('own-dossier', 'Een volwassene bekijkt zijn eigen dossier', { people: ['everyStatus'], door: 'self', journey: 'own-dossier', ends: 'dossier' }),
  once('own-dossier-closed', 'Een dossier dat gesloten is', { people: ['blocked'], door: 'self', journey: 'own-dossier', ends: 'outcome' }),
  once('capable-adult', 'Een volwassene laat iemand meekijken, samen aan één zuil', { people: ['everyStatus', 'chosen'], door: 'self', journey: 'capable-adult' }),
  once('capable-adult-change', 'Een volwassene wijzigt de toegang van iemand die al meekijkt', { people: ['giver', 'viewer'], door: 'self', journey: 'capable-adult', hands: { replaceOld: () => ({ kind: 'replaceOld', old: 'now' }) } }),
] // prettier-ignore
