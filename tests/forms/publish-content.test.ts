/** What a hospital says around its forms goes the same road: it is seen, in every language, or it is not published. */
import { describe, expect, it, test } from 'vitest'
import { trainingHospital } from '../../central/published/content/content.ts'
import { privacy } from '../../central/published/content/privacy.ts'
import { terms } from '../../central/published/content/terms.ts'
import { contentFaults, longestPassage } from '../../domain/forms/publish-content.ts'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { readPolicy, readPublished } from '../../domain/policy/read.ts'

const hospital = { name: trainingHospital, privacyContact: 'privacy@debrug.example', statusBase: 'https://x.example/s' }
const said: Parameters<typeof contentFaults>[0] = { hospital, terms, privacy, languages: ['nl', 'nlSimple', 'en'] }
const texts = (nl: string, en = nl) => ({ nl, nlSimple: nl, en })
const withTerms = (more: object) => ({ ...said, terms: { ...terms, ...more } })
const passage = (text: string) => withTerms({ passages: [{ heading: texts('Kop'), text: texts(text) }] })

describe('machine 30: a hospital’s own texts are seen as they were written', () => {
  it('those of the training hospital may be published', () => {
    expect(contentFaults(said)).toEqual([])
  })

  it.each([
    ['a name turned round', { ...said, hospital: { ...hospital, name: 'De \u202eBrug' } }, 'hospital.name', 'steers'],
    ['a blank name', { ...said, hospital: { ...hospital, name: '\u200b \u2800' } }, 'hospital.name', 'missing'],
    ['a name without end', { ...said, hospital: { ...hospital, name: 'x'.repeat(81) } }, 'hospital.name', 'tooLong'],
    ['a blank contact', { ...said, hospital: { ...hospital, privacyContact: ' ' } }, 'hospital.privacyContact', 'missing'],
    ['a contact that steers', { ...said, hospital: { ...hospital, privacyContact: 'a\u001bb' } }, 'hospital.privacyContact', 'steers'],
    ['a status page that runs', { ...said, hospital: { ...hospital, statusBase: 'javascript:alert(1)' } }, 'hospital.statusBase', 'notHttps'],
    ['a version of two words', withTerms({ version: '1 2' }), 'terms.version', 'wrongValue'],
    ['a blank title in one language', withTerms({ title: texts('Titel', '\u200b') }), 'terms.title.en', 'missing'],
    ['a point that steers', withTerms({ points: [texts('a', 'b\u2066')] }), 'terms.points.0.en', 'steers'],
    ['a point too long for its screen', withTerms({ points: [texts('x'.repeat(161), 'b')] }), 'terms.points.0.nl', 'tooLong'],
    ['a passage that steers', passage('Goed.\u0000'), 'terms.passages.0.text.nl', 'steers'],
    ['a sentence that no page can be cut in', passage('x'.repeat(longestPassage.sentence + 1)), 'terms.passages.0.text.nl', 'tooLong'],
    ['a book', passage('Een zin. '.repeat(500)), 'terms.passages.0.text.nl', 'tooLong'],
    ['a language that is not offered to all', { ...said, languages: ['nl', 'en'] as const }, 'languages', 'notOffered'],
  ])('not with %s', (_name, content, path, why) => {
    expect(contentFaults({ ...content, languages: [...content.languages] })).toContainEqual({ path, why })
  }) // prettier-ignore

  it('paragraphs of a passage may be lines of their own', () => {
    expect(contentFaults(passage('Eerst dit.\nDan dat.\n\nEn dat.'))).toEqual([])
  })
})

test('machine 30: a policy with a name that is not seen is not published, and one of before stays readable', () => {
  for (const name of ['De \u202eBrug', '\u200b\u200b', '  ', 'De\u0007Brug']) {
    const policy = { ...defaultPolicy, hospital: { ...defaultPolicy.hospital, name } }
    expect(readPolicy(policy)).toMatchObject({ kind: 'fault', id: 'policy.wrongValue', path: 'hospital.name' })
    expect(readPublished(policy).kind).toBe('policy')
  }
})
