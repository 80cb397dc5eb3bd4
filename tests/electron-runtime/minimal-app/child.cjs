process.parentPort.once('message', (event) => {
  const [port] = event.ports
  const has = ['crypto', 'structuredClone', 'Blob'].filter((name) => name in globalThis)
  port.postMessage(`${process.env.ROLE} has ${has.join(' ')} ${[3, 1].toSorted().join('')}`)
})
