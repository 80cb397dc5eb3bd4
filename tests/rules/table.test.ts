import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportJWK, generateKeyPair } from 'jose'
import { describe, expect, it } from 'vitest'
import { signatureOf, signedPolicy } from '../../tools/rules/sign.ts'
import { explained } from '../../tools/rules/explain.ts'
import { differences } from '../../tools/rules/differences.ts'
import { markdownOf, tableDay } from '../../tools/rules/table.ts'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { otherHospitals } from '../../tools/rules/hospitals.ts'
import { changed, motherOfSeven } from './sample.ts'

const keyText = async () =>
  JSON.stringify(await exportJWK((await generateKeyPair('ES256', { extractable: true })).privateKey))

describe('the table for a lawyer', () => {
  it('answers who signs for a child of 13 whose parents are divorced, and until when', () => {
    const lines = markdownOf(defaultPolicy).split('\n')
    const row = lines.find((line) => line.includes('| Ouder, gezamenlijk gezag (ook na scheiding) | 12–15 |'))
    const [, , , form, signs, proof, approves, ends] = (row ?? '').split(' | ').map((cell) => cell.split('<br>'))
    expect([form, signs, proof, approves, ends].map((cell) => cell?.[0])).toEqual([
      'kindformulier',
      'de moeder tekent, ziet geen antwoord van het kind; de vader tekent, ziet geen antwoord van het kind; het kind tekent (alleen gevraagd)',
      'de moeder: identiteitsbewijs, bewijs van gezag; de vader: identiteitsbewijs, bewijs van gezag; het kind: identiteitsbewijs',
      'behandelend arts',
      'eindigt op de 16e verjaardag',
    ])
    const answer = lines.find((line) => line.includes('precies 13'))
    expect(answer).toContain('de laatste dag 2029-06-14')
  })

  it('names for every cell of a form whether it is law, norm or choice, and the source', () => {
    const rows = markdownOf(defaultPolicy)
      .split('\n')
      .filter((line) => /^\| R\d\d /.test(line))
      .map((line) => line.split(' | ').slice(3))
      .filter(([form]) => form !== undefined && !form.startsWith('geen'))
    expect(rows.length).toBeGreaterThan(15)
    for (const cell of rows.flat())
      expect(cell).toMatch(/<br>_.*\((wet|norm|keuze van het ziekenhuis|ons oordeel)(: .+)?\)_/)
  })

  it('counts with the ages of the hospital', () => {
    const policy = { ...defaultPolicy, ages: { childSigns: 11, parentAccessEnds: 15, adult: 18 } } as const
    const text = markdownOf(policy)
    expect(text).toContain('| Ouder, gezamenlijk gezag (ook na scheiding) | 11–14 |')
    expect(text).toContain('eindigt op de 11e verjaardag')
    expect(text).toContain('eindigt op de 15e verjaardag')
  })

  it('names what differs between two hospitals, and nothing between equal ones', () => {
    const of = { day: tableDay }
    expect(differences(defaultPolicy, defaultPolicy, of)).toEqual(['Geen.'])
    const text = differences(defaultPolicy, otherHospitals[0] ?? defaultPolicy, of).join('\n')
    expect(text).toContain('| Bewijs van gezag van een ouder | uittreksel of BRP | BRP |')
  })

  it('explains a decision in Dutch and English with the ids of its rules', () => {
    const text = explained(motherOfSeven, defaultPolicy)
    expect(text).toContain('tot en met / up to and including 2031-05-13')
    expect(text).toContain('R03.form (wet: BW 7:465(1); S2): Een kind onder de 12')
    expect(text).toContain('A parent with parental responsibility represents a child under 12.')
    const refused = explained(changed(motherOfSeven, { applicant: { blocked: true } }), defaultPolicy)
    expect(refused).toContain(
      'Geblokkeerd door een arts. Noem geen reden. Verwijs naar de arts. / Blocked by a physician.',
    )
  })
})

const run = (...args: readonly string[]) =>
  execFileSync(process.execPath, ['tools/rules.ts', ...args], {
    cwd: new URL('../..', import.meta.url),
    encoding: 'utf8',
    stdio: 'pipe',
  })
const folder = mkdtempSync(join(tmpdir(), 'rules-'))
const file = (name: string, content: unknown) => {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

describe('the command', () => {
  it('explains facts from a file', () => {
    expect(run('--explain', file('facts.json', motherOfSeven), file('policy.json', defaultPolicy))).toContain(
      'kindformulier',
    )
  })
  it('refuses a policy with an unknown key, and names it', () => {
    expect(() => run(file('bad.json', { ...defaultPolicy, extra: 1 }))).toThrow(/policy.unknownKey extra/)
  })
  it('says facts.notJson of a file that is no JSON', () => {
    expect(() => run('--explain', file('no.json', '{'), file('policy.json', defaultPolicy))).toThrow(/facts.notJson/)
  })
  it('refuses facts with 30 February', () => {
    const facts = { ...motherOfSeven, today: '2026-02-30' }
    expect(() => run('--explain', file('bad-facts.json', facts), file('policy.json', defaultPolicy))).toThrow(
      /facts.noSuchDay today/,
    )
    expect(existsSync(join(folder, 'bad-facts.json'))).toBe(true)
  })
})

describe('a policy’s signature', () => {
  it('is ours with the key that made it, another hospital’s with theirs, and wrong with one letter changed', async () => {
    const [ours, theirs] = [await keyText(), await keyText()]
    const jws = await signedPolicy(defaultPolicy, ours)
    const hospital = defaultPolicy.hospital.id
    const signature = (file: string, key: string, others: readonly string[] = []) =>
      signatureOf({ file, ours: key, others, hospital })
    expect(await signature(jws, ours, [theirs])).toEqual({ by: 'ours', text: JSON.stringify(defaultPolicy) })
    expect(await signature(jws, theirs, [ours])).toEqual({ by: 'otherHospital' })
    expect(await signature(jws, theirs)).toEqual({ by: 'unknown' })
    expect(await signature(`${jws.slice(0, 60)}A${jws.slice(61)}`, ours)).toEqual({ by: 'unknown' })
    expect(await signature(JSON.stringify(defaultPolicy), ours)).toEqual({ by: 'nobody' })
  })

  it('is asked by the command before a policy replaces the current one', async () => {
    const [ours, theirs] = [await keyText(), await keyText()]
    const [key, other] = [file('ours.json', ours), file('theirs.json', theirs)]
    const current = file('current.json', { ...defaultPolicy, version: 2 })
    const signed = async (version: number, by: string) =>
      file(`v${version}.jws`, await signedPolicy({ ...defaultPolicy, version }, by))
    expect(JSON.parse(run('--accept', key, await signed(3, ours), current, other))).toMatchObject({ version: 3 })
    const rollback = await signed(1, ours)
    expect(() => run('--accept', key, rollback, current, other)).toThrow(/policy.older/)
    const foreign = await signed(4, theirs)
    expect(() => run('--accept', key, foreign, current, other)).toThrow(/policy.signedByOtherHospital/)
  })
})
