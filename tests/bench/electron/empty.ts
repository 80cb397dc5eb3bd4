/** The least that Electron can be: one window with one blue page. What any app of this host has to wait for. */
import { app, BrowserWindow } from 'electron'

void app.whenReady().then(async () => {
  const window = new BrowserWindow({ x: 0, y: 0, width: 1080, height: 1920, frame: false, backgroundColor: '#ffffff' })
  await window.loadURL('data:text/html,<body style="background:blue">')
})
