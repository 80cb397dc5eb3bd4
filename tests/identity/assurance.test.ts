/** One order of how sure it is who somebody is, and no second one beside it. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { assurances, meets, milder } from '../../domain/identity/assurance.ts'
import { root } from '../runner/commands.ts'

describe('Assurance', () => {
  it('rises from not seen over claimed and identified to authenticated', () => {
    expect(assurances).toEqual(['none', 'claimed', 'identified', 'authenticated'])
    for (const [at, level] of assurances.entries())
      expect(assurances.filter((least) => meets(level, least))).toEqual(assurances.slice(0, at + 1))
  })

  it('of two demands the milder asks less', () => {
    expect(milder('identified', 'authenticated')).toBe('identified')
    expect(milder('authenticated', 'identified')).toBe('identified')
    expect(milder('authenticated', 'authenticated')).toBe('authenticated')
  })

  it('is ordered in one file only', () => {
    const numbered = /\b(?:claimed|identified|authenticated): \d/
    const files = globSync('{domain,paper,session,main,renderer,central,tools}/**/*.{ts,svelte}', { cwd: root })
    expect(files.length).toBeGreaterThan(500)
    expect(files.filter((file) => numbered.test(readFileSync(join(root, file), 'utf8')))).toEqual([])
    expect(numbered.test('const levels = { claimed: 0, identified: 1 }')).toBe(true)
  })
})
