import { en } from '#app/i18n/en.ts';
import { addCatalogue } from '#app/i18n/i18n.ts';
import { zhCN } from '#app/i18n/zh-CN.ts';

// Importing this file gives the server its languages.
addCatalogue('zh-CN', zhCN);
addCatalogue('en', en);
