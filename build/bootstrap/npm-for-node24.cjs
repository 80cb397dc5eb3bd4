// Loaded into npm (--require). npm leaves out optional packages whose `engines` exclude the Node that npm itself runs
// on; Debian's npm runs on Node 18, while everything here runs on Node 24. So npm is told the version that will be used.
const { optionalDependencies } = require('../../package.json')
const [version] = Object.values(optionalDependencies)
Object.defineProperty(process, 'version', { value: `v${version}` })
