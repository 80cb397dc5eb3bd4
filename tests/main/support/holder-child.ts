/** Takes a folder, says how that went, and stays. */
import { holdAlone } from '../../../main/files/sole-holder.ts'

process.stdout.write(`${JSON.stringify(holdAlone(process.argv[2] ?? ''))}\n`)
setInterval(() => undefined, 1000)
