/** Signs forms as fast as it can until it is killed: each line on stdout is an envelope that was said to be durable. */
import { realDisk } from '../../../main/custody/outbox/disk.ts'
import { Outbox } from '../../../main/custody/outbox/outbox.ts'
import { envelope, receiptFor } from './envelopes.ts'

const [folder = '', from = '0'] = process.argv.slice(2)
const outbox = await Outbox.open({ folder, disk: realDisk, alarm: () => undefined })
process.stdout.write('ready\n')
for (let n = Number(from); ; n += 1) {
  const wanted = envelope(n)
  const answer = await outbox.append(wanted)
  if (answer.kind !== 'durable') throw new Error(answer.reason)
  process.stdout.write(`durable ${answer.id} ${answer.sha256}\n`)
  if (n % 3 !== 0) continue
  process.stdout.write(`removing ${answer.id}\n`)
  await outbox.remove(await receiptFor({ id: answer.id, sha256: answer.sha256 }))
}
