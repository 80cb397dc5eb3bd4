/** The library has no types; it only adds to the globals. */
declare module 'core-js/actual/*'
