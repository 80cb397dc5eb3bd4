/** The app's own scheme: the only address that a page of ours may have, and the only one that is answered. */
export const appScheme = 'balie'
export const appAddress = `${appScheme}://app/index.html`
