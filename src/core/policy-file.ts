/** Name of the policy file; the nearest one upward holds. */
export const POLICY_FILE = '.kaspersky-ban.yaml';
