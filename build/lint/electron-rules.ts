/** What main must not take from Electron, and why: each has bitten kiosks or opens the default, on-disk profile. */
import type { Linter } from 'eslint'

const banned: Readonly<Record<string, string>> = {
  ipcMain: 'A window has its own `webContents.ipc`; a channel for all windows would mix two visits.',
  shell: 'Nothing outside Balie is ever opened (Electron security checklist, 15).',
  net: "It speaks through the browser's network service, which outlives the visit; use node:https.",
  crashReporter: 'A crash dump holds patient data.',
  globalShortcut: 'Listening to keys of all windows in main would see what is typed.',
  desktopCapturer: 'The screen shows a dossier.',
  dialog: 'Native dialogs reach the file system.',
}

export const electronRules: Linter.RulesRecord = {
  'no-restricted-imports': [
    'error',
    { paths: Object.entries(banned).map(([name, message]) => ({ name: 'electron', importNames: [name], message })) },
  ],
  'no-restricted-syntax': [
    'error',
    {
      selector:
        'ImportDeclaration[source.value="electron"] > :matches(ImportDefaultSpecifier, ImportNamespaceSpecifier)',
      message: 'Name what is imported from Electron, so that the banned parts are seen.',
    },
    {
      selector: 'MemberExpression[property.name="defaultSession"]',
      message: 'Touching the default session makes an on-disk profile.',
    },
    { selector: 'MemberExpression[property.name="openExternal"]', message: 'Nothing outside Balie is ever opened.' },
    { selector: 'Literal[value="before-input-event"]', message: 'It delivers every key that is typed to main.' },
  ],
}
