extension OfficePage {
    /// The whole page: no script, nothing fetched from elsewhere, so that it opens behind any firewall and prints.
    ///
    /// Colour never speaks alone: what is missing or unserved says so in words.
    static let template = """
        <!DOCTYPE html>
        <html lang="he" dir="rtl">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>סיכומי הליווי לאשכולות</title>
        <style>\(style)</style>
        </head>
        <body>
        <header>
        <h1>סיכומי הליווי לאשכולות</h1>
        <p class="quiet">הנתונים שהגיעו עד {{asOf}}</p>
        </header>
        <main>
        {{#hasWarnings}}
        <section class="warning" role="alert">
        <h2>שימו לב: יש סיכומים שלא הגיעו</h2>
        {{#warnings}}<p>{{.}}</p>{{/warnings}}
        <p>לכן ייתכן שהנתונים כאן חלקיים או אינם עדכניים. בקשו ממי שמפעיל את השרת השולח לבדוק מה מעכב אותם.</p>
        </section>
        {{/hasWarnings}}
        {{#isEmpty}}
        <section class="empty">
        <h2>עדיין לא הגיע אף סיכום</h2>
        <p>אין צורך לעשות דבר: אחרי שהסיכום הראשון יישלח, רעננו את הדף והוא יופיע כאן.</p>
        </section>
        {{/isEmpty}}
        {{#hasSeveral}}
        <nav aria-label="תקופות">
        {{#articles}}<a href="#{{anchor}}">{{heading}}{{#sourceName}} ({{.}}){{/sourceName}}</a>{{/articles}}
        </nav>
        {{/hasSeveral}}
        {{#articles}}
        <article id="{{anchor}}">
        <h2>{{heading}}</h2>
        <p class="quiet">{{span}} · התקבל ב־{{received}} · גרסה {{revision}}\
        {{#replaced}} (במקום גרסה {{.}}){{/replaced}}{{#sourceName}} · מהשרת <bdi>{{.}}</bdi>{{/sourceName}}</p>
        {{#reporting}}
        <section>
        <h3>מי דיווח</h3>
        <p>{{sentence}}</p>
        <ul class="chips">
        {{#reported}}<li class="yes"><b>דווח:</b> {{.}}</li>{{/reported}}
        {{#silent}}<li class="no"><b>לא דווח:</b> {{.}}</li>{{/silent}}
        </ul>
        </section>
        {{/reporting}}
        {{#needs}}
        <section>
        <h3>מענה לצרכים</h3>
        {{#isUnknown}}<p class="remark">לא דווח על ליווי בתקופה זו, ולכן אין מספרים על צרכים, משרדים, פורומים ומשאבים.</p>{{/isUnknown}}
        {{^isUnknown}}
        <p class="quiet">מספר הפעילויות שנתנו מענה לכל צורך, בכל האשכולות יחד.</p>
        {{#groups}}
        {{#domainName}}<h4>{{.}}</h4>{{/domainName}}
        <ul class="needs">
        {{#bars}}
        <li{{#isUnserved}} class="unserved"{{/isUnserved}}>
        <span>{{need}}</span>\
        <span class="track" aria-hidden="true"><span class="bar" style="width:{{percent}}%"></span></span>\
        <span class="count">{{#isUnserved}}אין מענה{{/isUnserved}}{{^isUnserved}}{{amountText}}{{/isUnserved}}</span>
        </li>
        {{/bars}}
        </ul>
        {{/groups}}
        <p class="quiet">{{others}}</p>
        {{/isUnknown}}
        </section>
        {{/needs}}
        <div class="sections">
        {{#sections}}
        <section{{#isWide}} class="wide"{{/isWide}}>
        <h3>{{title}}</h3>
        {{#explanation}}<p class="quiet">{{.}}</p>{{/explanation}}
        {{#hasLines}}
        <dl>
        {{#lines}}<div><dt>{{subject}}</dt><dd>{{value}}</dd></div>{{/lines}}
        </dl>
        {{/hasLines}}
        {{#table}}
        <div class="scroll">
        <table>
        <thead><tr>{{#columns}}<th scope="col">{{.}}</th>{{/columns}}</tr></thead>
        <tbody>
        {{#rows}}
        <tr><th scope="row">{{rowName}}</th>{{#cells}}<td\
        {{#isAbsent}} class="absent"{{/isAbsent}}{{#isZero}} class="zero"{{/isZero}}>{{text}}</td>{{/cells}}</tr>
        {{/rows}}
        </tbody>
        </table>
        </div>
        {{/table}}
        {{#remark}}<p class="remark">{{.}}</p>{{/remark}}
        </section>
        {{/sections}}
        </div>
        </article>
        {{/articles}}
        </main>
        <footer class="quiet">בדף זה יש מספרים בלבד, ללא שמות של אנשים.</footer>
        </body>
        </html>

        """
}
