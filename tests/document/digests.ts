/** Prints the SHA-256 of each sample as composed here: the program that machines.test.ts runs under other runtimes. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadDocumentAssets } from '../../paper/assets.ts'
import { composePdf } from '../../paper/compose.ts'
import { arabic, dutch, english, hebrew, marking, tapping, withSigners } from './people.ts'

const [, , folder = ''] = process.argv
const file = (name: string): Uint8Array => new Uint8Array(readFileSync(join(folder, name)))
const marks = { ...dutch, signers: [tapping, marking] }
const samples = { dutch, english, arabic, hebrew, four: withSigners(english, 4), marks }

async function print(): Promise<void> {
  const assets = loadDocumentAssets(file)
  const icc = file('srgb-iec61966-2-1.icc')
  for (const [name, model] of Object.entries(samples)) {
    const pdf = await composePdf(model, { assets, icc, attachments: [] })
    console.log(`${name} ${createHash('sha256').update(pdf).digest('hex')}`)
  }
}

void print()
