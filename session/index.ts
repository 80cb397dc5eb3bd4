/** Entry of a session process in the product: an Electron utility process with a port that main hands over. */
import { die, dieOfFaults, serve } from './begin.ts'
import { electronPorts, parentPort } from './ports/electron.ts'

dieOfFaults()
const parent = parentPort()
if (parent === null) die()
else {
  const { control, renderer } = electronPorts(parent)
  serve(control, renderer)
}
