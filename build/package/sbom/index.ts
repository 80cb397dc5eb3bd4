/** `npm run sbom`: what the kiosk and the central ship, into out/sbom, as CycloneDX 1.6. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../vite/paths.ts'
import { centralSbom, kioskSbom } from './shipped.ts'

const folder = join(root, 'out/sbom')
mkdirSync(folder, { recursive: true })
for (const [name, text] of [
  ['kiosk', await kioskSbom()],
  ['central', centralSbom()],
] as const) {
  writeFileSync(join(folder, `${name}.cdx.json`), text)
  const { components }: { components: readonly unknown[] } = JSON.parse(text)
  console.log(`out/sbom/${name}.cdx.json: ${components.length} parts`)
}
