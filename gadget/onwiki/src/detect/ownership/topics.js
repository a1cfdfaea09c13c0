'use strict';

/**
 * Who a text speaks of: the owner, or a person named before, as an article on somebody does.
 * bot/detect/ownership/topics.py.
 */

const claims = require( './claims.js' );
const cues = require( '../cues.js' );
const patterns = require( '../patterns.js' );
const posts = require( './posts.js' );
const regions = require( '../regions.js' );
const signs = require( '../signs.js' );
const text = require( '../text.js' );

/**
 * @typedef {import('../regions.js').Block} Block
 * @typedef {import('../signs.js').Hit} Hit
 * @typedef {import('../view.js').Candidate} Candidate
 * @typedef {import('../view.js').View} View
 */

const Sign = signs.Sign;
const unspaced = cues.unspaced;
const SUBJECT_FAR = 240; // characters between a sentence's subject and a number
const THEIRS = 64; // characters between `its` and a number
const REACHED = [ 'phone', 'email' ];
const SPEAKER = 16; // characters before `said` in which I stands
const CAPITAL = '(?![a-zά-ώа-яё])[\\p{L}\\p{Nl}\\p{No}]';
const NAME_COMMA = new patterns.Pattern(
	CAPITAL + '[\\p{L}\\p{Nl}\\p{No}]+[ -]' + CAPITAL + '[\\p{L}\\p{Nl}\\p{No}]+(?:, | – | - )' +
	'(?:[\\p{L}\\p{Nl}\\p{No}]{1,4} )?$', 'u'
);
const CAPITAL_WORD = '[A-ZÀ-ÖØ-ÞΆ-ΫА-ЯЁЇІЄ][\\p{L}\\p{Nl}\\p{No}]+';
const NAMED_FIRST = new patterns.Pattern( // `Jane Holt, …`, `Jane Holt (…`
	CAPITAL_WORD + '[ -]' + CAPITAL_WORD + '(?:, | – | — | - | \\()', 'u', '\\p{L}\\p{Nl}\\p{No}'
);
const APPOSED = 24; // characters before a name in which the word for I begins that it explains
const C = '(?![a-zа-яё])[\\p{L}\\p{Nl}\\p{No}]'; // a capital
const W = '[\\p{L}\\p{Nl}\\p{No}]';
const LINE_OF = new patterns.Pattern( // begins with somebody's name: `:Jane Holt, b. 1960? Worked at …`
	'(?:[^\\p{L}\\p{N}]|_){0,6}(?:(?:[A-ZÀ-ÖØ-ÞŁ-ŽΆ-ΫА-ЯЁЇІЄ]\\. ?){1,2}' + C + W + '{2,}' +
	'|' + C + W + '+(?:-' + W + '+)? (?:' + C + '(?:\\. ?' + C + ')?\\.|' + C + W + '+(?: ' + C + W + '+)?))(?=[ ]?[,.(–—-])', 'u'
);
const OWNERS = [ '', 'about', 'contact' ]; // sections in which a line may begin with the owner's name
const LINE_READ = 800; // characters of a line whose subject is looked for
const FROM_NAME = 90; // characters from a name to what is said of that person
const LONGEST_NAME = 70; // characters of a name and what stands before it
// `* Jane Holt - poet. Born …`, `* Jane Holt (poet), born …`; a colon would make it a label.
const LISTED = new patterns.Pattern(
	'[^\\p{L}\\p{N}]{0,4}([\\p{L}\\p{Nl}][^\\n:;,.!?()\\[\\]–—、，。：（]{1,40}?) ?(?:[(（][^()（）\\n]{0,60}[)）] ?)?( [-–—] |—|, )', 'u'
);
const NAME_WORDS = 4; // of a name, without `de` and `van`
const MOST_NAMES = 50; // of the owner's that are looked at
const LIFE = new patterns.Pattern( // a name and a year of birth or death in brackets
	'[^\\p{L}\\p{N}]{0,4}([^\\n(（.!?。]{2,40}?) ?[(（](?!isbn)(?:[^)）\\n]{0,60}?[^\\p{L}\\p{N}_)）\\n])?' +
	'(?:1[5-9]|2[0456])[0-9]{2}(?![0-9])', 'u'
);
const BEFORE_TOPIC = 4; // characters before a topic that say it is the owner: `この利用者は`

/** Knows whether the owner or somebody else was named last. */
class Topics extends claims.Claims {
	/**
	 * @param {View} view
	 * @param {any} tiers The tables of config/rules/tiers.yaml
	 * @param {string} pageKind
	 */
	constructor( view, tiers, pageKind ) {
		super( view, tiers, pageKind );
		/** @type {Set<number>} Where phrases begin */
		this.phrases = new Set();
		/** @type {number[]} The same in order */
		this._ordered = [];
		/** @type {Map<number, boolean>} */
		this._lives = new Map();
	}

	/**
	 * @param {number} start
	 * @param {number} end
	 * @return {boolean} Whether somebody says `I` or `my` there, and not only `my brother`
	 */
	_own( start, end ) {
		if ( this.introduced.some( ( name ) => start <= name && name < end ) ) {
			return true;
		}
		return this._selves( start, end ).length > 0;
	}

	/**
	 * @param {number} start
	 * @param {number} end
	 * @return {Hit[]} The words for `I` and `my` that begin there, without those of `my brother`
	 */
	_selves( start, end ) {
		const hits = this.view.within( Sign.SELF, start, end );
		const others = hits.length ? this.view.within( Sign.OTHERS, start, end ) : [];
		let read = 0; // of the others that begin before a word,
		let reached = -1; // and where the last of them ends
		return hits.filter( ( hit ) => {
			for ( ; read < others.length && others[ read ].start <= hit.start; read++ ) {
				reached = Math.max( reached, others[ read ].end );
			}
			return hit.end > reached;
		} );
	}

	/**
	 * @param {number} start
	 * @param {number} end
	 * @return {boolean} Whether all that says `I` before a value is part of `my friend`
	 */
	_isOfKin( start, end ) {
		return this.view.has( Sign.OTHERS, start, end ) && this.view.has( Sign.SELF, start, end ) &&
			!this._selves( start, end ).length;
	}

	/**
	 * @param {number} start
	 * @param {number} end
	 * @return {boolean} Whether a phrase begins in [start, end)
	 */
	_isPhrase( start, end ) {
		if ( this._ordered.length !== this.phrases.size ) {
			this._ordered = Array.from( this.phrases ).sort( ( a, b ) => a - b );
		}
		const next = this._ordered[ regions.bisectRight( this._ordered, start - 1 ) ];
		return next !== undefined && next < end;
	}

	/**
	 * @param {number} start
	 * @param {number} first
	 * @return {boolean} Whether a phrase stands behind somebody else's `said` or `wrote` in its sentence
	 */
	_isTold( start, first ) {
		const view = this.view;
		return view.within( Sign.SAID, start, first ).some(
			( hit ) => !view.has( Sign.SELF, Math.max( start, hit.start - SPEAKER ), hit.start )
		);
	}

	/**
	 * @param {number} start
	 * @param {number} first
	 * @param {Candidate} candidate
	 * @return {boolean} Whether a phrase without I stands right behind a name of two words: `Jane Holt, born in Whitby`
	 */
	_isOfNamed( start, first, candidate ) {
		const view = this.view;
		if ( view.has( Sign.SELF, first, candidate.start ) || first >= candidate.start ) {
			return false;
		}
		if ( this._isInTheirLine( first, candidate ) ) {
			return true;
		}
		const near = Math.max( start, first - FROM_NAME - LONGEST_NAME ); // a line may be as long as the page
		const found = NAMED_FIRST.all( view.text, near, first ).pop();
		if ( found === undefined || this.introduced.some( ( name ) => found.start <= name && name < first ) ) {
			return false;
		}
		if ( view.lexicon.stop.has( text.words( view.folded.slice( found.start, found.end ) )[ 0 ] || '' ) ) {
			return false; // `Now Hull, new address …`
		}
		if ( this._isPhrase( start, found.start + 1 ) ) {
			return false; // `Engineer at Wexmoor Logistics, living in Hull`
		}
		if ( view.has( Sign.SELF, found.end, first ) || found.end < first - FROM_NAME ) {
			return false;
		}
		if ( found.end >= first && !this._isApposed( start, found.start ) ) {
			return true; // `My next article: the life of Jane Holt, born in Whitby`
		}
		const words = text.words( view.folded.slice( Math.max( start, found.start - LONGEST_NAME ), found.start ) );
		return !view.has( Sign.SELF, start, first ) ||
			( words.length > 0 && view.lexicon.topic.indexOf( words[ words.length - 1 ] ) >= 0 );
	}

	/**
	 * @param {number} first Where the phrase begins
	 * @param {Candidate} candidate
	 * @return {boolean} Whether a line of a section on something else begins with a name, and nobody says I in it
	 */
	_isInTheirLine( first, candidate ) {
		const view = this.view;
		const block = view.layout.blockAt( candidate.start );
		const end = view.sentence( candidate.start )[ 1 ];
		if ( !view.lexicon.traits.has( 'personless_past' ) || OWNERS.indexOf( this.section( block.section ) ) >= 0 ||
			end - block.start > LINE_READ || this._saysI( block.start, end ) ) {
			return false;
		}
		const found = LINE_OF.match( view.text, block.start, first );
		const name = found === null ? '' : view.folded.slice( block.start, found.end );
		return name !== '' && name.indexOf( this.owner ) < 0 &&
			!view.lexicon.stop.has( text.words( text.strip( name, " *:'" ) )[ 0 ] || '' ) &&
			!this.introduced.some( ( known ) => block.start <= known && known < first );
	}

	/**
	 * @param {number} start
	 * @param {number} name
	 * @return {boolean} Whether I stands right before a name: `I, Jane Holt, born in Whitby`
	 */
	_isApposed( start, name ) {
		const hits = this.view.within( Sign.SELF, Math.max( start, name - APPOSED ), name );
		return hits.length > 0 && !text.any( this.view.text, text.isAlnum, hits[ hits.length - 1 ].end, name );
	}

	/**
	 * Whether the text before a phrase spoke of somebody else last, where verbs do not say who acts: Japanese, Chinese,
	 * Korean and Thai name a person once and leave the subject out from then on.
	 *
	 * @param {number} start
	 * @param {number} first
	 * @return {boolean}
	 */
	_carried( start, first ) {
		const view = this.view;
		const lang = view.page.lang;
		const numbers = view.lexicon.traits.has( 'east_asian' ) && !text.isAlpha( view.text, first );
		if ( !unspaced( view.text[ first ] ) && lang !== 'ko' && !numbers ) {
			return false;
		}
		let last = view.within( Sign.OTHERS, start, first ).reduce( ( at, hit ) => Math.max( at, hit.end ), -1 );
		const names = view.lexicon.wording.eastAsian;
		const topics = lang === 'ja' ? names.japaneseSubject.all( view.text, start, first ) :
			lang === 'ko' ? names.koreanSubject.all( view.text, Math.max( 0, start - 1 ), first ) :
				lang === 'zh' ? names.chineseSubject.all( view.text, Math.max( 0, start - 1 ), first ) : [];
		for ( const found of topics ) {
			const name = found.groups[ 1 ] || '';
			if ( lang === 'ko' && !names.fits( 'name', name, 'ko' ) ) {
				continue; // 가야금은, 자전거는: things
			}
			if ( lang === 'zh' && name && ( !names.fits( 'name', name, 'zh' ) || this._isTown( name ) ) ) {
				continue; // 安徽是
			}
			const at = Math.max( start, found.start + found.text.indexOf( name ) - BEFORE_TOPIC );
			if ( ![ Sign.LABEL, Sign.SELF ].some( ( what ) => view.has( what, at, found.end ) ) ) {
				last = Math.max( last, found.end );
			}
		}
		return last >= 0 && !this._selves( start, first + 1 ).some( ( hit ) => hit.start >= last );
	}

	/**
	 * @param {string} name
	 * @return {boolean} Whether it is a town's, or a word of the language's that is no name
	 */
	_isTown( name ) {
		const lexicon = this.view.lexicon;
		return lexicon.towns.knows( name ) || lexicon.refused.name.has( name ) || lexicon.territories.has( name );
	}

	/**
	 * @param {Block} block
	 * @return {boolean} Whether a paragraph begins like an article on a person: `Jane Holt (born 1960)`, not the owner
	 */
	_isBiography( block ) {
		let known = this._lives.get( block.index );
		if ( known === undefined ) {
			const view = this.view;
			const found = posts.LINES.indexOf( block.kind ) < 0 ? null :
				LIFE.match( view.folded, block.start, block.end );
			const name = found === null ? '' : found.groups[ 1 ];
			known = ( found !== null &&
				( name.indexOf( ' ' ) >= 0 || unspaced( name[ 0 ] ) || view.page.lang === 'ko' ) &&
				name.indexOf( this.owner ) < 0 && !view.has( Sign.SELF, block.start, found.end ) ) ||
				this._listsSomebody( block );
			this._lives.set( block.index, known );
		}
		return known;
	}

	/**
	 * Python's asks the lists of names too, for scripts without capitals.
	 *
	 * @param {Block} block
	 * @return {boolean} Whether a list's line begins with somebody's name: `* Jane Holt - poet. Born …`
	 */
	_listsSomebody( block ) {
		const view = this.view;
		const found = block.kind === 'item' && !block.label ? LISTED.match( view.text, block.start, block.end ) : null;
		if ( found === null ) {
			return false;
		}
		const end = found.start + found.text.indexOf( found.groups[ 1 ] ) + found.groups[ 1 ].length;
		if ( [ Sign.LABEL, Sign.CONTEXT, Sign.SELF ].some( ( what ) => view.has( what, block.start, end ) ) ||
			this.introduced.slice( 0, MOST_NAMES ).some( ( at ) => block.start <= at && at < end ) ) {
			return false;
		}
		const name = text.strip( found.groups[ 1 ], ' \'"«„“' );
		if ( !name || cues.fold( name ).indexOf( this.owner ) >= 0 ) {
			return false;
		}
		if ( name[ 0 ].toUpperCase() !== name[ 0 ].toLowerCase() ) {
			const words = text.words( name ).filter( ( word ) => !view.lexicon.particles.has( cues.fold( word ) ) );
			return words.length >= 2 && words.length <= NAME_WORDS && words.every( ( word ) => text.isUpper( word ) );
		}
		return found.groups[ 2 ] !== ', ' && view.lexicon.wording.eastAsian.isPerson( name, view.lexicon.code );
	}

	/**
	 * @param {number} start
	 * @return {boolean} Whether a sentence begins with a word that makes it a question: `Should I say that my name
	 *  is …?`
	 */
	_asks( start ) {
		const found = this.view.lexicon.wording.asks.get( this.view.lexicon.code );
		return found !== undefined && found.match( this.view.folded, start ) !== null;
	}

	/**
	 * @param {Candidate} candidate
	 * @param {number} start
	 * @return {boolean|null} Whether `one's own` before a value is an office's, which is the sentence's subject (`The
	 *  museum sent me its number`), or mine (`I sent the museum my number`); null where no such word stands there
	 */
	_isOfSubject( candidate, start ) {
		const view = this.view;
		const found = view.lexicon.wording.reflexives.get( view.lexicon.code );
		const floor = Math.max( start, candidate.start - SUBJECT_FAR ); // a line may be as long as the page
		const offices = found === undefined ? [] : view.within( Sign.ROLE, floor, candidate.start );
		if ( found === undefined || !offices.length ) {
			return null;
		}
		const from = Math.max( offices[ 0 ].end, candidate.start - THEIRS );
		return found.search( view.folded, from, candidate.start ) === null ? null :
			!view.has( Sign.SELF, floor, offices[ 0 ].start );
	}

	/**
	 * @param {Candidate} candidate
	 * @return {boolean} Whether a line answers a question for an office's number: `The library's phone?` `:0121 …`
	 */
	_isAnswer( candidate ) {
		const view = this.view;
		const block = view.layout.blockAt( candidate.start );
		if ( REACHED.indexOf( candidate.type ) < 0 || !block.index || !this._isIndented( block ) ) {
			return false;
		}
		const asked = view.layout.blocks[ block.index - 1 ];
		const shown = text.rstrip( view.text.slice( Math.max( asked.start, asked.end - 8 ), asked.end ), ' \'' );
		return asked.section === block.section && /[?？؟]$/.test( shown ) &&
			view.has( Sign.ROLE, asked.start, asked.end ) && !view.has( Sign.SELF, asked.start, asked.end );
	}
}

module.exports = { NAME_COMMA: NAME_COMMA, Topics: Topics };
