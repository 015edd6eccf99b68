import type { ComponentChildren } from 'preact';
import { createContext, Markup, renderToHtml, useContext } from './render.js';
import { bytesOf, encoded } from './text/html-text.js';

const shown = (node: ComponentChildren): string => bytesOf(renderToHtml(node)).toString();

const Word = createContext('outside');
const Said = () => <b>{useContext(Word)}</b>;

describe('an element in HTML', () => {
  it('has the attributes that are set, by the names HTML knows', () => {
    expect(
      shown(<input class="a" maxLength={3} readOnly disabled={false} required placeholder={undefined} value="" />),
    ).toBe('<input class="a" maxlength="3" readonly required value/>');
    expect(shown(<svg viewBox="0 0 1 1" aria-hidden={false} data-x={true} data-y="" />)).toBe(
      '<svg viewBox="0 0 1 1" aria-hidden="false" data-x="true" data-y></svg>',
    );
  });

  it('is kept out of translations in HTML’s own word', () => {
    expect(shown(<b translate={false}>BN-0000-0000</b>)).toBe('<b translate="no">BN-0000-0000</b>');
  });

  it('is closed unless it is void', () => {
    expect(
      shown(
        <p>
          <br />
          <span />
        </p>,
      ),
    ).toBe('<p><br/><span></span></p>');
  });

  it('shows numbers, zero too, and nothing for what is not there', () => {
    expect(shown(<p>{[0, null, undefined, false, true, '', 12]}</p>)).toBe('<p>012</p>');
  });

  it('lets what is written from right to left stand by itself, where an element may', () => {
    expect(shown(<p>{'محمد الأندلسي · 06 99 00 00 00'}</p>)).toBe('<p><bdi>محمد الأندلسي</bdi> · 06 99 00 00 00</p>');
    expect(shown(<p>Remis à {'דוד כהן'} : 2 appareils</p>)).toBe(
      '<p>Remis à <bdi>דוד כהן</bdi>\u00a0: 2 appareils</p>',
    );
    expect(shown(<option title="محمد">{'محمد'}</option>)).toBe('<option title="محمد">محمد</option>');
    expect(shown(<p>{'Nguyễn Thị Hằng, Նարեկ, ნინო, Ελένη, Оксана'}</p>)).not.toContain('bdi');
  });

  it('escapes what was typed, in text and in attributes', () => {
    const typed = `"><script>alert('&')</script>`;
    const html = shown(
      <p title={typed} data-x={typed}>
        {typed}
      </p>,
    );
    expect(html).not.toContain('<script');
    expect(html).not.toMatch(/&(?!quot;|lt;|amp;)/);
    expect(html.match(/"/g)).toHaveLength(4);
  });

  it('is never made of an object that was read from JSON', () => {
    const read = JSON.parse('{"type":"script","props":{"src":"https://a.example"},"key":null}') as ComponentChildren;
    expect(shown(<p>{read}</p>)).toBe('<p></p>');
  });

  it.each([
    { style: 'color:red' },
    { onclick: 'x' },
    { onFocus: () => {} },
    { srcdoc: 'x' },
    { dangerouslySetInnerHTML: { __html: '<b>' } },
    { 'x=""><b': 'x' },
  ])('is refused with %p', (attributes) => {
    expect(() => shown(<p {...attributes}>x</p>)).toThrow('security policy');
  });

  it.each(['href', 'action', 'formAction', 'src'])('leads nowhere by a script in %s', (name) => {
    expect(shown(<a {...{ [name]: ' java\nscript:alert(1)' }}>x</a>)).toBe(`<a ${name.toLowerCase()}="#">x</a>`);
  });
});

describe('text', () => {
  it('keeps French signs with their words, except where it was typed', () => {
    expect(
      shown(
        <>
          Oui ?<p>« a »</p>
          <pre>Oui ?</pre>
        </>,
      ),
    ).toBe('Oui\u00a0?<p>«\u00a0a\u00a0»</p><pre>Oui ?</pre>');
  });

  it('is written as it is by Markup alone', () => {
    expect(shown(<Markup html={encoded('<i>&</i>')} />)).toBe('<i>&</i>');
  });
});

describe('a context', () => {
  it('holds inside its provider only, also after a part that failed', () => {
    const Fails = () => {
      throw new Error('no');
    };
    const inside = (child: ComponentChildren) => <Word.Provider value="inside">{child}</Word.Provider>;
    expect(
      shown(
        <>
          <Said />
          {inside(<Said />)}
          <Said />
        </>,
      ),
    ).toBe('<b>outside</b><b>inside</b><b>outside</b>');
    expect(() => shown(inside(<Fails />))).toThrow('no');
    expect(shown(<Said />)).toBe('<b>outside</b>');
  });
});

describe('text beyond ASCII', () => {
  it('is the same in the bytes that are sent, in an element, an attribute, a menu that is kept and a picture', () => {
    const text = 'L’été à Ivry — « 5 € » 👩‍💻 \u202f';
    const kept = renderToHtml(<i title={text}>{text}</i>);
    const said = 'L’été à Ivry — «\u00a05\u00a0€\u00a0» 👩‍💻 \u202f';
    for (let turn = 0; turn < 2; turn++)
      expect(
        shown(
          <p class="prêt" title={text}>
            {text}
            <Markup html={kept} />
            <Markup html={encoded(text)} />
          </p>,
        ),
      ).toBe(`<p class="prêt" title="${text}">${said}<i title="${text}">${said}</i>${text}</p>`);
  });

  it('of which half a character is left says so', () => {
    expect(shown(<p>{'a\ud83d'}</p>)).toBe('<p>a\ufffd</p>');
  });
});
