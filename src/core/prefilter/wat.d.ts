declare module '*.wat' {
  /** The assembled module. */
  const bytes: Uint8Array;
  export default bytes;
}
