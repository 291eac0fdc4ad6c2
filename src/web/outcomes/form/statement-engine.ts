/** The check of a statement, in one file that the form fetches when it is opened. */
export { checkStatement } from '../../../outcomes/statement/check-statement.ts';
export { debtHelp } from '../../../outcomes/statement/debt-help.ts';
