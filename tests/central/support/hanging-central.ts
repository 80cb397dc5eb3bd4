/**
 * A central of its own process whose time authority answers until one form has its proof, and then never again: says so
 * in one line, and waits to be killed. `node hanging-central.ts DATA`.
 */
import { openTimeKey } from '../../../central/time/key.ts'
import { timeAuthority } from '../../../central/time/authority.ts'
import { databaseOf } from './database.ts'
import { training } from './kiosk.ts'

const [data = ''] = process.argv.slice(2)
const never = new Promise<Uint8Array>(() => undefined)

const central = training(data, {
  async postTimeQuery(query) {
    const { house, ...rest } = await central
    const row = databaseOf(rest).prepare('SELECT count(*) AS done FROM long_term WHERE file IS NOT NULL').get()
    if (row?.['done'] !== 0) {
      process.stdout.write('hangs\n')
      return never
    }
    const authority = await openTimeKey({ data, house, hospital: 'x', revocation: 'http://x/', now: new Date() })
    const own = await timeAuthority({ authority, issuer: house.timeCa.certificate, now: () => new Date() })
    return own.answer(query)
  },
})
await central
