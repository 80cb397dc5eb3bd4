/** Writes sealed samples to out/document/ with a throw-away hospital: `node tests/document/make-sample.ts`. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { dutch, english, withSigners } from './people.ts'
import { sealedPdf } from './sealed.ts'
import { makeTrainingCa } from './training-ca.ts'

const folder = fileURLToPath(new URL('../../out/document/', import.meta.url))
mkdirSync(folder, { recursive: true })
const ca = makeTrainingCa()
writeFileSync(`${folder}root.pem`, ca.rootPem)
const samples = { 'nl-1': dutch, 'nl-4': withSigners(dutch, 4), 'en-2': withSigners(english, 2) }
for (const [name, model] of Object.entries(samples)) {
  const pdf = await sealedPdf(model, { ca })
  writeFileSync(`${folder}${name}.pdf`, pdf)
  console.log(`${folder}${name}.pdf ${pdf.length} bytes`)
}
