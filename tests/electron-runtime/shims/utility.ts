/** First module of each utility process: the globals, then the module that the app asked for. 22 ignores `--require`. */
import './globals.ts'
import { createRequire } from 'node:module'

/** The same word as in `main.ts`. */
const moduleFlag = '--shimmed-module='

const at = process.argv.findIndex((argument) => argument.startsWith(moduleFlag))
const [flag = ''] = process.argv.splice(at, 1)
const module = flag.slice(moduleFlag.length)
createRequire(module)(module)
