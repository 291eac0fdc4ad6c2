import type { ReactNode } from 'react';
import page from '../pages/page.module.css';
import style from './import.module.css';

/** What can be imported, and where to get it. */
export function FormatHelp(): ReactNode {
  return (
    <section className={style.section}>
      <h2 className={page.subtitle}>What can be read</h2>
      <dl className={style.formats}>
        <div>
          <dt>Jira issues as JSON</dt>
          <dd>
            Answers of <code>/rest/api/2/search?expand=changelog,names&amp;fields=*all</code>, one or many, as an array
            or an issue a line.
          </dd>
        </div>
        <div>
          <dt>Changes as CSV</dt>
          <dd>
            A row a change, with the columns <code>item,at,status</code> and, where there are any,{' '}
            <code>type,parent,labels,team,resolution,title,blocked</code>.
          </dd>
        </div>
        <div>
          <dt>Stages as CSV</dt>
          <dd>
            A row an item, a dated column a step, such as <code>ID,Name,Ready,In Progress,Done</code>. Days at best, so
            flow times are whole days.
          </dd>
        </div>
        <div>
          <dt>A Git repository</dt>
          <dd>
            On the command line: <code>npm run millrace -- import git PATH</code>.
          </dd>
        </div>
      </dl>
    </section>
  );
}
