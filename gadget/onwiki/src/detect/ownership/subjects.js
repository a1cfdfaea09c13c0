'use strict';

/**
 * Of whom a sentence speaks: the owner, somebody else, an organisation, anybody.
 * bot/detect/ownership/subjects.py.
 */

const claims = require( './claims.js' );
const clauses = require( './clauses.js' );
const cues = require( '../cues.js' );
const emails = require( '../recognizers/emails.js' );
const patterns = require( '../patterns.js' );
const organisations = require( '../recognizers/organisations.js' );
const signs = require( '../signs.js' );
const regions = require( '../regions.js' );
const text = require( '../text.js' );
const topics = require( './topics.js' );

/**
 * @typedef {import('../regions.js').Block} Block
 * @typedef {import('../view.js').Candidate} Candidate
 * @typedef {import('../view.js').View} View
 */

const Mark = regions.Mark;
const Sign = signs.Sign;
const BEFORE = 240; // characters before a sentence that it may go on from
const BRACKET = 48; // characters between a bracket behind a name and the value in it
const CAPITAL = '(?![a-zά-ώа-яё])[\\p{L}\\p{Nl}\\p{No}]';
const NAME_BEFORE = new patterns.Pattern(
	CAPITAL + '[\\p{L}\\p{Nl}\\p{No}]+[ -]' + CAPITAL + '[\\p{L}\\p{Nl}\\p{No}]+ $', 'u'
);
const HAN_BEFORE = new patterns.Pattern( '[\\u3400-\\u9fff]{2,4}$', '', '\\u3400-\\u9fff' ); // ：张璐（1957年…
const OFFICE = 24; // characters between an office's word and its own address
const OFFICE_FAR = 120; // the same for a number, or where either stands in brackets
const REACHED = [ 'phone', 'email' ];
/** @type {Map<string, number>} How many different things of a kind are no longer one person's */
const ONCE = new Map( [ [ 'age_minor', 2 ], [ 'birth_date', 2 ], [ 'real_name', 3 ] ] );
const THING = 24; // characters before a label in which the word for what it is of stands
const LIVED = [ 'location', 'employer', 'school', 'address', 'birth_date', 'age_minor' ]; // what a page can have too

/** Knows the subjects of a page's sentences. */
class Subjects extends clauses.Clauses {
	/**
	 * @param {View} view
	 * @param {any} tiers The tables of config/rules/tiers.yaml
	 * @param {string} pageKind
	 */
	constructor( view, tiers, pageKind ) {
		super( view, tiers, pageKind );
		/** @type {Map<string, Set<string>>} What phrases say of the owner, where only one can be true */
		this.claims = new Map();
	}

	/**
	 * @param {Candidate} candidate What a phrase says
	 */
	_claim( candidate ) {
		if ( ONCE.has( candidate.type ) && !( this.view.layout.blockAt( candidate.start ).marks & Mark.FOREIGN ) ) {
			const value = this.view.folded.slice( candidate.start, candidate.end );
			// A grade is no age.
			if ( candidate.type !== 'age_minor' || ( text.allDigits( value ) && !this._isAside( candidate ) ) ) {
				const values = this.claims.get( candidate.type ) || new Set();
				this.claims.set( candidate.type, values.add( value ) );
			}
		}
	}

	/**
	 * @param {Candidate} candidate
	 * @param {number} start
	 * @param {string} section
	 * @return {boolean} Whether a number stands right behind a name and a comma: `Ask the librarian, Jane Holt, 0121 …`
	 */
	_isOfPerson( candidate, start, section ) {
		const block = this.view.layout.blockAt( candidate.start );
		const near = Math.max( block.start, candidate.start - BEFORE );
		const posted = this.posts.get( block.index ) === this.owner;
		if ( section !== 'contact' && !posted && this._carried( near, candidate.start ) ) {
			return true;
		}
		const from = Math.max( start, candidate.start - 50 );
		const found = topics.NAME_COMMA.search( this.view.text, from, candidate.start );
		if ( found === null || candidate.type === 'address' || section === 'contact' || this._likeOwner( candidate ) ) {
			return false;
		}
		if ( this.view.lexicon.stop.has( text.words( this.view.folded.slice( found.start, found.end ) )[ 0 ] || '' ) ) {
			return false; // `Now Hull, new address …`
		}
		return !this.introduced.some( ( name ) => found.start <= name && name < candidate.start );
	}

	/**
	 * @param {Candidate} candidate
	 * @return {boolean} Whether an age is that of what stands before its bracket, or of what a picture shows: `my cat
	 *  (6 years)`
	 */
	_isAside( candidate ) {
		const view = this.view;
		const first = Math.min( candidate.start, Math.max( candidate.cueStart, 0 ) );
		const block = view.layout.blockAt( first );
		const before = view.text.slice( Math.max( block.start, first - 4 ), first ).replace( /\s+$/, '' );
		return ( block.kind === 'caption' && !view.has( Sign.SELF, block.start, block.end ) ) || /[(（]$/.test( before );
	}

	/**
	 * Move the score by what the heading says, and by whose post it is.
	 *
	 * @param {Candidate} candidate
	 * @param {Block} block
	 * @param {string} section
	 */
	_headed( candidate, block, section ) {
		const view = this.view;
		const worth = this.worth;
		if ( section === 'contact' ) {
			candidate.add( 'contact section', worth.contact );
		} else if ( section === 'about' ) {
			candidate.add( 'section about the owner', worth.about );
		} else if ( this._inTalk( candidate, block ) ) {
			const sentence = view.sentence( candidate.start );
			if ( candidate.sort === 'shape' && claims.SHAPES.indexOf( candidate.type ) >= 0 && this.posts.has( block.index ) &&
				!this._own( sentence[ 0 ], sentence[ 1 ] ) ) { // which counts by itself
				candidate.add( "in the owner's own post", worth.self );
			}
		} else if ( section === 'sample' || this._isStory( block ) ) {
			candidate.add( "section of examples, stories or other people's words", worth.sample );
		} else if ( section === 'other' && candidate.rule !== emails.DISGUISED ) {
			const spoken = candidate.sort === 'shape' && candidate.type !== 'address' ?
				this._own( view.sentence( candidate.start )[ 0 ], candidate.start ) :
				candidate.sort === 'cue' && view.has( Sign.SELF, block.start, block.end );
			const lightly = spoken || claims.CHECKED.indexOf( candidate.type ) >= 0 || candidate.sort === 'file';
			candidate.add( 'section about something else', worth.other_section * ( lightly ? 0.4 : 1 ) );
		}
	}

	/**
	 * @param {Candidate} candidate
	 * @param {Block} block
	 * @return {boolean} Whether the sentences before a value say `I` and its own does not, and all of them speak of
	 *  nobody else
	 */
	_toldBefore( candidate, block ) {
		const view = this.view;
		if ( block.kind !== 'prose' || this.pageKind !== 'main' || view.page.title.indexOf( '/' ) >= 0 ||
			this.posts.has( block.index ) || this.section( block.section ) === 'other' ) {
			return false;
		}
		const sentence = view.sentence( candidate.start );
		const first = Math.max( block.start, sentence[ 0 ] - BEFORE );
		if ( first >= sentence[ 0 ] || this._own( sentence[ 0 ], sentence[ 1 ] ) ||
			!this._selves( first, sentence[ 0 ] ).length ) {
			return false;
		}
		return ![ Sign.OTHERS, Sign.ROLE, Sign.AGAINST ].some( ( what ) => view.has( what, first, sentence[ 1 ] ) ) &&
			!organisations.isNamed( view, first, sentence[ 1 ] );
	}

	/**
	 * @param {string} kind
	 * @return {boolean} Whether the page says several different things where one person has one: two ages, three names
	 */
	_isContradicted( kind ) {
		const most = ONCE.get( kind );
		const found = this.claims.get( kind );
		if ( most === undefined || found === undefined ) {
			return false;
		}
		/** @type {string[]} */
		const values = [];
		found.forEach( ( value ) => values.push( value ) );
		return ( kind !== 'real_name' ? values : values.filter(
			( value ) => !values.some( ( other ) => other !== value && other.indexOf( value ) >= 0 )
		) ).length >= most;
	}

	/**
	 * @param {Candidate} candidate
	 * @param {number} start
	 * @return {boolean} Whether a value stands in brackets right behind a name of two words: `Jane Holt (+44 …)`
	 */
	_isBehindName( candidate, start ) {
		const view = this.view;
		const from = Math.max( start, candidate.start - BRACKET );
		const window = view.text.slice( from, candidate.start ).replace( /（/g, '(' ).replace( /）/g, ')' );
		const left = from + window.lastIndexOf( '(' );
		if ( left < from || window.indexOf( ')', left - from ) >= 0 ) {
			return false;
		}
		const floor = Math.max( start, left - 50 );
		let found = NAME_BEFORE.search( view.text, floor, left );
		if ( found === null && view.page.lang === 'zh' ) {
			found = HAN_BEFORE.search( view.text, Math.max( start, left - 6 ), left );
			if ( found !== null && found.text.indexOf( view.page.username ) < 0 ) {
				const begins = found.start;
				return !this.introduced.some( ( name ) => begins <= name && name < left );
			}
		}
		const shown = view.text.slice( Math.max( start, left - 6 ), left );
		if ( view.page.lang === 'ja' && view.lexicon.wording.eastAsian.endsWithPerson( shown ) ) {
			return !this.introduced.some( ( name ) => left - 6 <= name && name < left );
		}
		if ( found === null || view.has( Sign.SELF, floor, left ) ) {
			return false;
		}
		if ( this.section( view.layout.blockAt( left ).section ) === 'contact' || this._isNamed( candidate, start ) ) {
			return false;
		}
		return !this.introduced.some( ( name ) => found.start <= name && name < left );
	}

	/**
	 * @param {Candidate} candidate
	 * @param {number} start
	 * @return {number} Where the bracket that a value stands in is opened, or -1
	 */
	_bracketOf( candidate, start ) {
		const shown = this.view.text;
		const left = text.rfind( shown, '(', Math.max( start, candidate.start - BRACKET ), candidate.start );
		return left >= 0 && shown.slice( left, candidate.start ).indexOf( ')' ) < 0 ? left : -1;
	}

	/**
	 * @param {Candidate} candidate
	 * @param {number} start
	 * @return {boolean} Whether a value in brackets has no word before them that says what it is: `the author (jane@…)`
	 */
	_isInBrackets( candidate, start ) {
		const view = this.view;
		const left = claims.SHAPES.indexOf( candidate.type ) >= 0 ? this._bracketOf( candidate, start ) : -1;
		if ( left < 0 || this.section( view.layout.blockAt( left ).section ) === 'contact' ||
			this._likeOwner( candidate ) ) {
			return false;
		}
		return ![ Sign.LABEL, Sign.CONTEXT ].some(
			( what ) => view.within( what, start, left ).some( ( hit ) => hit.what === candidate.type )
		);
	}

	/**
	 * @param {Candidate} candidate
	 * @param {number} start
	 * @param {number} end
	 * @param {boolean} own
	 * @return {boolean} Whether a word for an office or museum stands in a sentence without `I`, or right before the
	 *  value
	 */
	_isOrganisation( candidate, start, end, own ) {
		const view = this.view;
		const subject = this._isOfSubject( candidate, start );
		if ( subject !== null ) {
			return subject;
		}
		if ( candidate.rule === emails.DISGUISED || this._isAnswer( candidate ) ) {
			return candidate.rule !== emails.DISGUISED;
		}
		if ( !own ) {
			const block = view.layout.blockAt( candidate.start );
			if ( block.kind === 'item' && block.label &&
				view.lexicon.words.scan( cues.fold( block.label ) )[ Sign.ROLE ].length ) {
				return true; // `;City archives` `:Address: …`
			}
			let label = candidate.sort === 'label' && candidate.cueStart >= 0 ? candidate.cueStart : end;
			const lead = text.rstrip( view.folded.slice( start, candidate.start ), ' \t\n' );
			if ( lead[ lead.length - 1 ] === ':' && view.within( Sign.LABEL, start, candidate.start ).some(
				( hit ) => hit.what === candidate.type && view.opens( start, hit.start )
			) ) {
				label = start; // `phone for the committee: …` says what it is for
			}
			const numbered = candidate.sort === 'shape' && candidate.type !== 'address';
			if ( numbered && organisations.isNamedBefore( view, start, candidate.start ) ) {
				return true; // `Tidewater Packaging, phone …`
			}
			// An address may name a street after it: Largo da Estação.
			const inside = candidate.type === 'address' ? candidate.end : candidate.start;
			return view.within( Sign.ROLE, start, end ).some(
				( hit ) => ( hit.start < label || hit.start >= candidate.start ) &&
					!( hit.start > candidate.start && hit.start < inside )
			);
		}
		const far = REACHED.indexOf( candidate.type ) >= 0 || this._bracketOf( candidate, start ) >= 0;
		const from = Math.max( start, candidate.start - ( far ? OFFICE_FAR : OFFICE ) );
		const before = view.within( Sign.ROLE, from, candidate.start );
		return before.length > 0 && !view.has( Sign.SELF, before[ before.length - 1 ].start, candidate.start );
	}

	/**
	 * @param {Candidate} candidate
	 * @param {number} start
	 * @param {boolean} own
	 * @return {boolean} Whether an address is an organisation's: named before the phrase in a sentence without `I`, or
	 *  its beginning (`the club is Elm Road 8`, `Hotel Swan, Elm Road 8`)
	 */
	_isOfHouse( candidate, start, own ) {
		const view = this.view;
		const first = candidate.cueStart;
		if ( !own && start <= first && first < candidate.start && view.has( Sign.ROLE, start, first ) ) {
			return true;
		}
		const part = view.text.slice( candidate.start, candidate.end ).split( ',' )[ 0 ];
		if ( part === '' || !view.has( Sign.ROLE, candidate.start, candidate.start + 1 ) ) {
			return false;
		}
		const space = part.indexOf( ' ' );
		const next = space < 0 ? '' : part[ space + 1 ] || '';
		return !text.any( part, text.isDigit ) || ( !own && next !== next.toUpperCase() );
	}

	/**
	 * @param {Candidate} candidate
	 * @param {number} start
	 * @param {number} end
	 * @return {boolean} Whether a class is one that somebody teaches, or whose pupils are spoken of: `I teach grade 8`
	 */
	_isTaught( candidate, start, end ) {
		const view = this.view;
		if ( view.lexicon.traits.has( 'verb_last' ) && view.has( Sign.TAUGHT, candidate.end, end ) ) {
			return true;
		}
		const before = view.within( Sign.TAUGHT, start, candidate.start );
		return before.length > 0 && !view.has( Sign.SELF, before[ before.length - 1 ].end, candidate.start );
	}

	/**
	 * @param {Candidate} candidate
	 * @param {number} start
	 * @param {number} first
	 * @return {boolean} Whether a phrase speaks of a page (`I moved the page to …`), or a label of an account
	 */
	_isOfWiki( candidate, start, first ) {
		if ( LIVED.indexOf( candidate.type ) < 0 ) {
			return false;
		}
		if ( candidate.type === 'birth_date' && this.view.folded.slice( first, candidate.start ).indexOf( ' on wiki' ) >= 0 ) {
			return true; // `I was born on Wikipedia on 3 May`
		}
		if ( candidate.sort === 'label' ) {
			return this.view.has( Sign.THING, Math.max( start, first - THING ), first );
		}
		return first < candidate.start && this.view.has( Sign.THING, first, candidate.start + 1 );
	}
}

module.exports = {
	LIVED: LIVED, ONCE: ONCE, Subjects: Subjects };
