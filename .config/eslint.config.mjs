import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'node_modules/',
      '.vscode-test/',
      'test/fixtures/',
      'test/workspace/',
      'test/host/vscode/',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: process.cwd() } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      'max-lines': ['error', { max: 300, skipComments: false, skipBlankLines: false }],
      eqeqeq: 'error',
      'no-eval': 'error',
    },
  },
  {
    files: ['src/{core,formats,catalog,report}/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: ['node:*', 'fs', 'path', 'vscode', '**/vscode/**', '**/cli/**'] },
      ],
      'no-restricted-globals': ['error', 'process', 'Buffer', 'fetch', 'console', 'setTimeout', 'URL'],
    },
  },
);
