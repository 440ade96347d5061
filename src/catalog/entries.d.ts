declare module 'catalog:entries' {
  const entries: unknown;
  export default entries;
}
