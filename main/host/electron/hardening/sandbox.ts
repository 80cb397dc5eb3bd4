/** Threat: a page that escapes its renderer. Every renderer is sandboxed, whatever a window says. */
import type { HardeningRule } from './rule.ts'

export const sandbox: HardeningRule = {
  name: 'sandbox',
  onStart: (app) => app.enableSandbox(),
}
