const { ipcRenderer } = require('electron')
ipcRenderer.once('port', (event) => {
  const [port] = event.ports
  port.onmessage = ({ data }) => {
    document.querySelector('p').textContent = data
  }
})
