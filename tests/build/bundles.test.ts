/** The bundles keep the promises that the processes need: one file here, nothing inlined there. */
import { existsSync, globSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { build } from 'vite'
import { nodeSideConfig } from '../../build/vite/node-side.ts'
import { oneFile } from '../../build/vite/preload.ts'
import { appFolder, rehearsalFolder } from '../../build/vite/paths.ts'
import { rendererConfig } from '../../build/vite/renderer.ts'
import { en } from '../../renderer/texts/en.ts'
import { nlSimple } from '../../renderer/texts/nl-simple.ts'
import { nl } from '../../renderer/texts/nl.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'balie-bundle-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the preload', () => {
  const preload = (name: string) => {
    const entries = { index: `tests/build/fixtures/${name}.ts` }
    const common = { outDir: folder, format: 'cjs', target: 'chrome150', plugins: [oneFile] } as const
    return build({ ...nodeSideConfig({ entries, ...common }), logLevel: 'silent' })
  }

  test('is one CommonJS file', async () => {
    await preload('one-file')
    expect(readdirSync(folder)).toEqual(['index.cjs'])
    expect(readFileSync(join(folder, 'index.cjs'), 'utf8')).not.toMatch(/^import |^export /m)
  })

  test('fails the build when a second file would come out', async () => {
    await expect(preload('two-files')).rejects.toThrow('the preload must be one file')
  })
})

describe('the screens', () => {
  test('need no inline script, no inline style, no data: and no absolute address', async () => {
    await build({ ...rendererConfig({ outDir: folder, target: 'chrome150' }), logLevel: 'silent' })
    const page = readFileSync(join(folder, 'index.html'), 'utf8')
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|data:|(src|href)="\//)
    for (const file of globSync('assets/*.css', { cwd: folder })) {
      expect(readFileSync(join(folder, file), 'utf8')).not.toMatch(/url\(["']?(data:|https?:|\/)/)
    }
    expect(existsSync(join(folder, 'assets'))).toBe(true)
  })

  test('bring Dutch before the first screen, and what only a visit needs after it', async () => {
    await build({ ...rendererConfig({ outDir: folder, target: 'chrome150' }), logLevel: 'silent' })
    const page = readFileSync(join(folder, 'index.html'), 'utf8')
    const named = [...page.matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g)].map(([, file = '']) => file)
    const all = globSync('**/*.js', { cwd: folder })
    const textOf = (files: readonly string[]) =>
      files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n')
    const later = textOf(all.filter((file) => !named.includes(file)))
    expect(textOf(named)).toContain(nl.stop.lead)
    for (const said of [nlSimple.stop.lead, en.stop.lead]) {
      expect(textOf(named)).not.toContain(said)
      expect(later).toContain(said)
    }
  })
})

describe('machine 14: what is shipped', () => {
  const listens = /WebSocketServer|createServer\(/
  const scripts = (folder: string): readonly string[] =>
    globSync('{main,session,preload}/*.{js,cjs}', { cwd: folder }).filter((file) =>
      listens.test(readFileSync(join(folder, file), 'utf8')),
    )

  test('listens nowhere: the rehearsal’s servers are built beside the product', () => {
    expect(existsSync(join(appFolder, 'session/index.js'))).toBe(true)
    expect(scripts(appFolder)).toEqual([])
    expect(scripts(rehearsalFolder)).toEqual(['session/index.js'])
  })
})
