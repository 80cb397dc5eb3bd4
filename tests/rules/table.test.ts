import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportJWK, generateKeyPair } from 'jose'
import { describe, expect, it } from 'vitest'
import { signedPolicy, verifiedText } from '../../central/cli/rules/sign.ts'
import { explained } from '../../central/cli/rules/explain.ts'
import { differences, markdownOf } from '../../central/cli/rules/table.ts'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { otherHospitals } from '../../domain/policy/hospitals/hospitals.ts'
import { policyJsonSchema } from '../../domain/policy/jsonSchema.ts'
import { motherOfSeven } from './sample.ts'

const docs = new URL('../../docs/rules/', import.meta.url)
const keyText = async () =>
  JSON.stringify(await exportJWK((await generateKeyPair('ES256', { extractable: true })).privateKey))

describe('the table for a lawyer', () => {
  it('answers who signs for a child of 13 whose parents are divorced, and until when', () => {
    const line = markdownOf(defaultPolicy)
      .split('\n')
      .find((row) => row.includes('ook na scheiding'))
    expect(line).toContain('de aanvrager tekent')
    expect(line).toContain('de andere gezagsdrager tekent')
    expect(line).toContain('de patiënt tekent (alleen gevraagd)')
    expect(line).toContain('(16)')
    expect(line).toContain('authority.all (keuze van het ziekenhuis: H1; L3)')
  })

  // Formatting may break lines and pad cells; the words must be the same.
  const words = (text: string) => text.replace(/[\s|*_-]+/g, ' ')
  it.each([defaultPolicy, ...otherHospitals].map((policy) => [policy.hospital.id, policy] as const))(
    'in docs/rules of %s is what the rules make now',
    (id, policy) => {
      expect(words(readFileSync(new URL(`${id}.md`, docs), 'utf8'))).toBe(words(markdownOf(policy)))
      expect(JSON.parse(readFileSync(new URL(`policies/${id}.json`, docs), 'utf8'))).toEqual(policy)
    },
  )

  it('has its JSON Schema beside it', () => {
    expect(JSON.parse(readFileSync(new URL('policy.schema.json', docs), 'utf8'))).toEqual(policyJsonSchema())
  })

  it('names what differs between two hospitals, and nothing between equal ones', () => {
    expect(differences(defaultPolicy, defaultPolicy)).toEqual(['Geen.'])
    const [first] = otherHospitals
    expect(differences(defaultPolicy, first ?? defaultPolicy).join('\n')).toContain('`authority.parentEvidence`')
  })

  it('explains a decision in Dutch and English with the ids of its rules', () => {
    const text = explained(motherOfSeven, defaultPolicy)
    expect(text).toContain('tot en met / up to and including 2031-05-13')
    expect(text).toContain('R03.form (wet: BW 7:465(1); S2): Een kind onder de 12')
    expect(text).toContain('A parent with authority represents a child under 12.')
  })
})

describe('the command', () => {
  const run = (...args: readonly string[]) =>
    execFileSync(process.execPath, ['central/cli/rules.ts', ...args], {
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

  it('explains facts from a file', () => {
    expect(run('--explain', file('facts.json', motherOfSeven), file('policy.json', defaultPolicy))).toContain(
      'kindformulier',
    )
  })
  it('refuses a policy with an unknown key, and names it', () => {
    expect(() => run(file('bad.json', { ...defaultPolicy, extra: 1 }))).toThrow(/policy.unknownKey extra/)
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
  it('verifies with the key that made it and with no other', async () => {
    const [key, other] = [await keyText(), await keyText()]
    const jws = await signedPolicy(defaultPolicy, key)
    expect(JSON.parse((await verifiedText(jws, key)) ?? 'null')).toEqual(defaultPolicy)
    expect(await verifiedText(jws, other)).toBeNull()
    expect(await verifiedText(`${jws.slice(0, 60)}A${jws.slice(61)}`, key)).toBeNull()
    expect(await verifiedText(JSON.stringify(defaultPolicy), key)).toBeNull()
  })
})
