declare module 'catalog:entries' {
  const entries: unknown;
  export default entries;
}

declare module 'catalog:keywords' {
  const keywords: unknown;
  export default keywords;
}
