// The runtime was cut out of a packaged app and has no loader of its own: start the app named on the command line.
const { app } = require('electron')
const { join, resolve } = require('node:path')
const folder = resolve(process.argv.slice(1).find((argument) => !argument.startsWith('-')) ?? '.')
const { name, productName, version, main } = require(join(folder, 'package.json'))
app.setName(productName ?? name)
app.setVersion(version)
app.setAppPath(folder)
require(join(folder, main))
