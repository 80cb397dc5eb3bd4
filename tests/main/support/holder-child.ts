/** Takes a folder, says how that went, and stays. */
import { holdAlone } from '../../../main/processes/sole-holder.ts'

process.stdout.write(`${JSON.stringify(holdAlone(process.argv[2] ?? ''))}\n`)
setInterval(() => undefined, 1000)
