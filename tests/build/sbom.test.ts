/** What the two lists of parts say is what ships: held against the bundles, a running central, and package.json. */
import { execFileSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { build } from 'vite'
import { beforeAll, describe, expect, test } from 'vitest'
import { packageOf } from '../../build/package/sbom/bundled.ts'
import { found } from '../../build/package/sbom/locked.ts'
import { centralSbom, kioskSbom } from '../../build/package/sbom/shipped.ts'
import { buildApp } from '../../build/vite/build-app.ts'
import { appFolder } from '../../build/vite/paths.ts'
import { mainConfig } from '../../build/vite/main.ts'
import { productRenderer } from '../../build/vite/renderer.ts'
import { sessionConfig } from '../../build/vite/session.ts'
import { root } from '../runner/commands.ts'

interface Part {
  readonly type: string
  readonly name: string
  readonly 'bom-ref': string
  readonly hashes: readonly { readonly alg: string; readonly content: string }[]
  readonly properties?: readonly { readonly value: string }[]
}
interface Document {
  readonly components: readonly Part[]
}

let kiosk: Document
let central: Document
beforeAll(async () => {
  await buildApp()
  kiosk = JSON.parse(await kioskSbom())
  central = JSON.parse(centralSbom())
}, 120_000)

/** Paths of packages, sorted. */
const packagesIn = ({ components }: Document): readonly string[] =>
  components.filter(({ type }) => type === 'library').map((part) => part['bom-ref']).sort() // prettier-ignore
const json = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'))

describe('the list of the kiosk', () => {
  test('has each package of which a source map knows a line, and no other but the module beside them', async () => {
    const taken = new Set<string | null>()
    for (const config of [mainConfig, sessionConfig, productRenderer]) {
      const built = await build({ ...config, build: { ...config.build, write: false, sourcemap: true } })
      const files = (Array.isArray(built) ? built : [built]).flatMap((one) => ('output' in one ? one.output : []))
      for (const file of files)
        for (const source of file.type === 'chunk' ? (file.map?.sources ?? []) : []) taken.add(packageOf(source))
    }
    taken.delete(null)
    expect(taken.size).toBeGreaterThan(30)
    expect(packagesIn(kiosk)).toEqual([...taken, 'node_modules/keytar'].sort())
  }, 120_000)

  test('has each package that the built app names', () => {
    // The bundler writes the name of a module in front of it, but not in the page's script, which is shrunk.
    const named = globSync('{main,session,preload}/*.{js,cjs}', { cwd: appFolder })
      .flatMap((file) => [...readFileSync(join(appFolder, file), 'utf8').matchAll(/^\/\/ (node_modules\/.*)$/gm)])
      .map(([, id = '']) => packageOf(`/${id}`))
    expect(new Set(named).size).toBeGreaterThan(30)
    expect(named.filter((path) => path === null || !packagesIn(kiosk).includes(path))).toEqual([])
  })

  test('has the fonts, and Electron by the checksum of its archive', () => {
    const others = kiosk.components.filter(({ type }) => type !== 'library')
    expect(others.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['electron', 'noto-sans-regular.ttf', 'atkinson-hyperlegible-next-bold.ttf']),
    )
    for (const { hashes } of others) expect(hashes[0]?.content).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe('the list of the central', () => {
  test('has every package that a central loads', () => {
    const loader = `
      import { registerHooks } from 'node:module'
      const urls = new Set()
      registerHooks({ load: (url, context, next) => (urls.add(url), next(url, context)) })
      await import(${JSON.stringify(join(root, 'central/index.ts'))}).catch((error) => console.error(error))
      console.log(JSON.stringify([...urls]))
      process.exit(0)`
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', loader, '--', '--help'], {
      cwd: root,
      encoding: 'utf8',
    })
    const urls: readonly string[] = JSON.parse(said.trim().split('\n').at(-1) ?? '')
    const loaded = new Set(urls.map((url) => packageOf(new URL(url).pathname)).filter((path) => path !== null))
    expect(loaded.size).toBeGreaterThan(50)
    // `debug` takes colours from these where something else brought them, as development packages do here.
    const colours = ['node_modules/has-flag', 'node_modules/supports-color']
    expect([...loaded].filter((path) => !packagesIn(central).includes(path)).sort()).toEqual(colours)
  }, 60_000)

  test('has nothing that npm would leave out of an installation without development packages', () => {
    const { packages } = json('package-lock.json')
    expect(packagesIn(central).filter((path) => packages[path].dev === true)).toEqual([])
    expect(packagesIn(central)).toContain(`node_modules/node-${process.platform}-${process.arch}`)
  })
})

test('every dependency ships, and no development package does', () => {
  const { dependencies, devDependencies } = json('package.json')
  const { packages } = json('package-lock.json')
  const shipped = new Set([...packagesIn(kiosk), ...packagesIn(central)])
  const at = (name: string) => found(name, '', new Set(Object.keys(packages))) ?? ''
  expect(Object.keys(dependencies).filter((name) => !shipped.has(at(name)))).toEqual([])
  expect(Object.keys(devDependencies).filter((name) => shipped.has(at(name)))).toEqual([])
})

test.each(['kiosk', 'central'])('the list of the %s is valid CycloneDX, each part with its checksum', (name) => {
  const document = name === 'kiosk' ? kiosk : central
  const schema = (file: string) => json(`node_modules/@cyclonedx/cyclonedx-library/res/schema/${file}`)
  const ajv = new Ajv({ strict: false, validateFormats: false })
  for (const file of ['spdx.SNAPSHOT.schema.json', 'jsf-0.82.SNAPSHOT.schema.json']) ajv.addSchema({ ...schema(file), $id: `http://cyclonedx.org/schema/${file}` }) // prettier-ignore
  const fits = ajv.compile(schema('bom-1.6.SNAPSHOT.schema.json'))
  expect(fits(document), JSON.stringify(fits.errors)).toBe(true)
  expect(document.components.filter(({ hashes }) => !/^([0-9a-f]{64}|[0-9a-f]{128})$/.test(hashes[0]?.content ?? ''))).toEqual([]) // prettier-ignore
})
