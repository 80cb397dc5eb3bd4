/**
 * Pen movements in escrow. `npm run escrow -- DATA-FOLDER ENVELOPE-ID [SIGNER]` prints the closed movement of a form's
 * signer (1, the first, when none is said), as the central keeps it; `npm run escrow -- --open PRIVATE-KEY.json FILE` opens it, on the machine of whoever holds that key.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { PrivateJwk } from '../central/keys/house-key.ts'
import { openEscrow } from './escrow/open.ts'

const [first = '', second = '', third] = process.argv.slice(2)
try {
  if (first === '--open' && third !== undefined) {
    const key = v.parse(v.pipe(v.string(), v.parseJson(), PrivateJwk), readFileSync(second, 'utf8'))
    console.log(JSON.stringify(await openEscrow(readFileSync(third, 'utf8').trim(), key)))
  } else if (second !== '') console.log(closed(first, second, Number(third ?? '1')))
  else throw new Error('npm run escrow -- DATA-FOLDER ENVELOPE-ID [SIGNER] | --open PRIVATE-KEY.json FILE')
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}

function closed(data: string, envelope: string, signer: number): string {
  const database = new DatabaseSync(join(data, 'central.sqlite'), { readOnly: true })
  const row = database.prepare('SELECT jwe FROM intake_escrow WHERE id = ? AND signer = ?').get(envelope, signer)
  database.close()
  if (row === undefined) throw new Error('no pen movement of this signer is kept for this envelope')
  return v.parse(v.object({ jwe: v.string() }), row).jwe
}
