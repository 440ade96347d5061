declare module 'catalog:entries' {
  import type { CatalogEntry } from '../core/types.js';
  const entries: readonly CatalogEntry[];
  export default entries;
}
