/** What a patient is told of entries that are not shown: the numbers add up, whatever the reasons. */
import { expect, test } from 'vitest'
import type { Dossier } from '../../domain/dossier/dossier.ts'
import { dossier } from '../../domain/dossier/dossier.ts'
import { reasons } from '../../domain/dossier/read/line.ts'
import { languages } from '../../domain/language.ts'
import { dossierSubjects } from '../../domain/contract/messages/parts.ts'
import { leftOutOf, linesOf } from '../../session/flow/dossier-lines.ts'
import { allergy, day, document, medicine, me, message, patient } from '../cases/dossier-kit.ts'

const sum = (sentences: readonly string[]): number =>
  sentences.map((text) => Number(/\d+/.exec(text)?.[0] ?? Number.NaN)).reduce((all, one) => all + one, 0)

test('dossier 14: every reason is said with a number, in every language', () => {
  for (const subject of dossierSubjects) {
    const leftOut: Dossier['leftOut'] = [
      ...reasons.map((reason, at) => ({ subject, reason, count: at + 1 })),
      { subject: null, reason: 'otherKind', count: 20 },
      { subject: null, reason: 'unreadable', count: 3 },
    ]
    const all = leftOut.reduce((total, { count }) => total + count, 0)
    for (const language of languages) {
      const said = leftOutOf({ groups: [], references: new Map(), leftOut }, subject, language)
      expect(sum(said)).toBe(all)
      expect(said.every((text) => !text.includes('{'))).toBe(true)
    }
  }
})

test('dossier 4: refuted and mistaken entries are counted and not named', () => {
  const refuted = allergy({
    code: { text: 'Latex' },
    clinicalStatus: undefined,
    verificationStatus: { coding: [{ code: 'refuted' }] },
  })
  const found = dossier([patient, refuted, message({ recipient: [{ display: 'dr. Timmer' }] })], day, 'nl')
  expect(leftOutOf(found, 'allergies', 'nl')).toEqual([
    '1 onderdeel staat hier niet. Dat klopte niet meer, of het is niet aan u gericht.',
  ])
  expect(sum(leftOutOf(found, 'leaflets', 'nl'))).toBe(1)
  expect(leftOutOf(found, 'documents', 'nl')).toEqual([])
})

test('dossier 14: a kind of which the preview knows nothing is said under each list', () => {
  const found = dossier([patient, { resourceType: 'Observation', id: 'o', subject: me }], day, 'nl')
  for (const subject of dossierSubjects)
    expect(leftOutOf(found, subject, 'nl')).toEqual([
      '1 onderdeel staat hier niet. Dat past bij geen van deze lijsten. Vraag ernaar bij uw zorgverlener.',
    ])
})

test('dossier 7: each fact of an open entry says whose it is, for a part that begins with it', () => {
  const found = dossier([patient, medicine({ id: 'm', dosageInstruction: [{ text: '1 per dag' }] })], day, 'nl')
  const lines = linesOf(found, 'medication', new Set(['medication-1']))
  expect(lines.filter(({ kind }) => kind === 'fact')).toMatchObject([{ title: 'Metoprolol 50 mg', text: '1 per dag' }])
})

test('dossier 6: a medicine not to be taken says why not, never what it is for', () => {
  const one = medicine({ doNotPerform: true, reasonCode: [{ text: 'U wordt er benauwd van.' }] })
  const [group] = dossier([patient, one], day, 'nl').groups
  expect(group?.lines[0]?.details).toEqual([{ label: 'Waarom', text: 'U wordt er benauwd van.' }])
})

test('dossier 3: the text of a document is read when somebody opens it, and once', () => {
  let looks = 0
  const attachment = {
    contentType: 'text/plain',
    get data() {
      looks += 1
      return Buffer.from('Brief', 'utf8').toString('base64')
    },
  }
  const line = dossier([patient, document({ content: [{ attachment }] })], day, 'nl').groups[0]?.lines[0]
  const parsed = looks
  expect(line?.details).toEqual([{ label: null, text: 'Brief' }])
  expect(line?.details).toBe(line?.details)
  expect(looks).toBe(parsed)
})
