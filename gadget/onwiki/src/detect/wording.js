'use strict';

/** Small words of single languages that count on every page: config/rules/wording.yaml. bot/detect/wording.py. */

const eastasian = require( './eastasian.js' );
const patterns = require( './patterns.js' );
const text = require( './text.js' );

/**
 * A word, and whether other letters may follow.
 *
 * @typedef {[string, boolean]} Word
 *
 * The words of one key, and the longer ones that are none though a word begins them.
 *
 * @typedef {{by_language: Record<string, Word[]>, never: Word[]}} WordList
 */

const Pattern = patterns.Pattern;
const L = '[\\p{L}\\p{Nl}\\p{No}]'; // a letter, as Python's [^\W\d_]
const WORD_ENDS = '(?![\\p{L}\\p{N}_])';
const APART = ' \n,.:;!?|=-–—()[]\'"“”„/'; // no noun ends with one
const LEAD = // a name in bold letters, brackets, a comma
	'^[「『《〈"]?\'{3,5}[「『《〈]?([^\'\\n]{1,60}?)[」』》〉]?\'{3,5}[」』》〉"]?' +
	' ?(?:[(（][^\\n]{0,200}?[)）] ?)?(?:[,，、] ?)?';

/**
 * @param {Word[]} words
 * @param {string} behind What follows those that are not open
 * @return {string} Any of them, the longest first
 */
function anyOf( words, behind ) {
	const parts = words.slice().sort( ( one, other ) => other[ 0 ].length - one[ 0 ].length )
		.map( ( word ) => text.escape( word[ 0 ] ) + ( word[ 1 ] ? '' : behind ) );
	return parts.length ? '(?:' + parts.join( '|' ) + ')' : '(?!)';
}

/**
 * @param {WordList} list
 * @return {Word[]} The words of all languages
 */
function all( list ) {
	/** @type {Word[]} */
	let out = [];
	Object.keys( list.by_language ).forEach( ( code ) => {
		out = out.concat( list.by_language[ code ] );
	} );
	return out;
}

/**
 * @param {WordList} list
 * @return {string[]}
 */
function texts( list ) {
	return all( list ).map( ( word ) => word[ 0 ] );
}

/**
 * @param {WordList} list
 * @param {string} behind
 * @return {string} Any of its words, and none of those that they only begin
 */
function expression( list, behind ) {
	return ( list.never.length ? '(?!' + anyOf( list.never, WORD_ENDS ) + ')' : '' ) + anyOf( all( list ), behind );
}

/**
 * @template T
 * @param {WordList} list
 * @param {(words: Word[]) => T} make
 * @return {Map<string, T>}
 */
function byLanguage( list, make ) {
	/** @type {Map<string, T>} */
	const out = new Map();
	Object.keys( list.by_language ).forEach( ( code ) => out.set( code, make( list.by_language[ code ] ) ) );
	return out;
}

/**
 * @param {WordList} list
 * @return {Map<string, import('./patterns.js').Pattern>} By language: what a line begins with, there or in English
 */
function openings( list ) {
	const never = list.never.length ? '(?!' + anyOf( list.never, WORD_ENDS ) + ')' : '';
	const english = list.by_language.en || [];
	return byLanguage( list, ( words ) => new Pattern(
		'[^\\p{L}\\p{N}_\\n]{0,6}' + never + anyOf( words.concat( english ), WORD_ENDS ), 'u'
	) );
}

/** The lists, ready to be looked up and searched in folded texts. */
class Wording {
	/**
	 * @param {{lists: Record<string, WordList>, surnames: Record<string, string[]>}} data Of rules/shared.json
	 * @param {Record<string, import('./vocabulary.js').Trait[]>} traits Of languages
	 */
	constructor( data, traits ) {
		/** Languages in which nothing stands between a word and the next */
		this.joined = new Set( Object.keys( traits ).filter( ( code ) => traits[ code ].indexOf( 'joined' ) >= 0 ) );
		const lists = data.lists;
		this.eastAsian = new eastasian.EastAsian(
			data.surnames, ( key, code ) => ( lists[ key ].by_language[ code ] || [] ).map( ( word ) => word[ 0 ] )
		);
		/** With the comma before */
		this.but = new Pattern( '[,;] ' + expression( lists.but, '' ) + ' ', 'u' );
		this.conjunctions = new Set( texts( lists.and ) );
		/** Where a line begins */
		this.salutations = openings( lists.salutations );
		this.closings = openings( lists.closings );
		this.joinedAnd = new Set( texts( lists.joined_and ) );
		/** In dates written in numbers */
		this.eras = byLanguage( lists.eras, ( words ) => words.map( ( word ) => word[ 0 ] ) );
		this.beforeDay = expression( lists.before_day, '' );
		this.beforeMonth = expression( lists.before_month, '' );
		this.beforeYear = expression( lists.before_year, '' );
		this.notYears = new Pattern( '\\s*' + expression( lists.not_years, WORD_ENDS ), 'u' );
		/** Anywhere */
		this.wiki = new RegExp( expression( lists.wikis, '' ), 'u' );
		/** At a name's end */
		this.project = new RegExp( '(?:' + anyOf( all( lists.projects ).filter( ( word ) => word[ 1 ] ), '' ) + '[a-z]+|' +
			anyOf( all( lists.projects ).filter( ( word ) => !word[ 1 ] ), '' ) + ')$', 'u' );
		/** At a name's beginning */
		this.gathering = new RegExp( '^' + expression( lists.gatherings, WORD_ENDS ), 'u' );
		this.travels = texts( lists.travels );
		/** Before a noun */
		this.articles = byLanguage( lists.articles, ( words ) => new Pattern( anyOf( words, '' ) + ' $', 'u', '\\p{L}\\p{N}' ) );
		this.bareArticles = new Set( texts( lists.bare_articles ) );
		this.of = new Set( texts( lists.of ) );
		/** Right before a town */
		this.ofBefore = new RegExp( ' ' + expression( lists.of, '' ) + "[ ']$" );
		/** The longest first */
		this.particles = byLanguage( lists.particles, ( words ) => words.map( ( word ) => word[ 0 ] )
			.sort( ( one, other ) => other.length - one.length ) );
		this.clauseEnds = byLanguage( lists.clause_ends, ( words ) => words.map( ( word ) => word[ 0 ] ).join( '' ) );
		this.cases = texts( lists.cases );
		this.goesOn = texts( lists.goes_on );
		this.toldOf = new RegExp( expression( lists.told_of, '' ), 'u' );
		this.middles = new Set( texts( lists.middles ) );
		/** Where a caption's word for oneself begins */
		this.mine = new Map();
		/** Right before it */
		this.withMe = new Map();
		Object.keys( lists.mine.by_language ).forEach( ( code ) => {
			const joined = this.joined.has( code );
			this.mine.set( code, new RegExp( '^(?!' + anyOf( lists.mine.never, '' ) + ')' +
				anyOf( lists.mine.by_language[ code ], joined ? '' : WORD_ENDS ), 'u' ) );
			this.withMe.set( code, new RegExp(
				( joined ? '' : '(?:^|[^\\p{L}\\p{N}_])' ) + anyOf( lists.with_me.by_language[ code ], '' ) + '$', 'u'
			) );
		} );
		this.shownOf = new Set( texts( lists.shown_of ) );
		this.higher = new RegExp( expression( lists.higher, '' ), 'u' );
		this.specimens = new RegExp( expression( lists.specimens, '' ) + '(?!(?![\\u3040-\\u309f])[\\p{L}\\p{N}_])', 'gu' );
		/** Shortly behind a word for oneself */
		this.taken = new RegExp( '^([^、。,.]{0,4}?)' + expression( lists.taken, '' ), 'u' );
		this.takenOneself = texts( lists.taken_oneself );
		this.by = byLanguage( lists.by, ( words ) => new Set( words.map( ( word ) => word[ 0 ] ) ) );
		/** All of a caption */
		this.pictureOption = new RegExp( '^\\s*(?:' + expression( lists.picture_options, '' ) +
			'|[0-9]+(?:x[0-9]+)?px|x[0-9]+px|link=.*|class=.*|upright=[0-9.]+)\\s*$' );
		/** Inside a template's name */
		this.birthTemplate = new RegExp( expression( lists.birth_templates, '' ), 'i' );
		/** All of a template's name */
		this.ageTemplates = new Set( texts( lists.age_templates ) );
		/** Of words for streets: those of an address that name none */
		this.rooms = new Set( texts( lists.rooms ) );
		this.handleBefore = new RegExp( '(?:^|[\\s,:「])' + expression( lists.handle_before, '' ) + '[\\s:]?\\s?$' );
		/** The same, only in the page's language */
		this.handleIs = byLanguage( lists.handle_is, ( words ) => new RegExp(
			'(?:^|[\\s,:「(])' + anyOf( words, '' ) + '[\\s:]?\\s?$'
		) );
		/** Between a service's name and the handle */
		this.handleSeparator = new Pattern( '(?:(?: ?/ ?X)?[ ]?\\(?' + expression( lists.handle_labels, '' ) +
			'?\\)?(?:[ ]?[:=–—→]|[ ]-(?=[ ]))[ ]{0,2}|[ ]?[「『“"])' );
		/** The same in scripts that are written onto the name: LINEのIDは|kaze77, 깃허브 계정은 |kaze-dev */
		this.handleJoint = new Pattern( [ lists.account_of, lists.accounts, lists.account_is ].map(
			( list ) => '[ ]?' + expression( list, '' ) + '?'
		).join( '' ) + '[ ]?[:：(（「『]?[ ]?(?:id[:： ] ?)?', 'i' );
		/** And a number behind it */
		this.until = new Pattern( ' ?(?:[-–—~]|' + expression( lists.until, '' ) + ' )(?:' + L + '{1,8} )?[0-9]', 'u' );
		const sign = ' ' + expression( lists.number_signs, '' );
		/** And the number */
		this.numberSign = new Pattern( '(?: ?[№#]|' + sign + '\\.?) ?[0-9]{1,4}(?![\\p{L}\\p{N}])', 'u' );
		/** Or quotation marks */
		this.numberBegins = new Pattern( '[«„“"№#]|' + sign + '[. ]', 'u' );
		this.abbreviations = new Set( texts( lists.abbreviations ) );
		this.inClass = new RegExp( '^(?:' + L + '{1,3}|' + expression( lists.in_class, '' ) + ') (?=[^ ])', 'u' );
		/** Where a sentence begins */
		this.asks = byLanguage( lists.asks, ( words ) => new Pattern( '[^\\p{L}\\p{N}]{0,4}' + anyOf( words, WORD_ENDS ), 'u' ) );
		/** A line's wikitext; its group is what the article is about */
		this.articleIs = new Map();
		/** Right behind a name, where it is a sentence's subject */
		this.behindName = new Map();
		Object.keys( lists.article_is.by_language ).forEach( ( code ) => {
			const is = lists.article_is.by_language[ code ];
			this.articleIs.set( code, new RegExp( LEAD + anyOf( is, this.joined.has( code ) ? '' : WORD_ENDS ), 'iu' ) );
			if ( lists.honorifics.by_language[ code ] !== undefined ) {
				const particles = lists.subject_particles.by_language[ code ] || is;
				this.behindName.set( code, new Pattern( anyOf( lists.honorifics.by_language[ code ], '' ) + '?' +
					anyOf( particles, '' ), 'u' ) );
			}
		} );
		/** How sentences end that speak to somebody */
		this.polite = byLanguage( lists.polite, ( words ) => words.map( ( word ) => word[ 0 ] ) );
		/** Endings of verbs that read as a school's word */
		this.connectives = texts( lists.connectives );
		this.reflexives = byLanguage( lists.reflexives, ( words ) => new Pattern( anyOf( words, WORD_ENDS ), 'u' ) );
		this.eitherPerson = byLanguage( lists.either_person, ( words ) => new Pattern( anyOf( words, WORD_ENDS ), 'u' ) );
		/** Where they are no part of another word, as the next */
		this.rings = this._apart( lists.rings );
		this.privatePhones = this._apart( lists.private_phones );
		this.atPrepositions = byLanguage( lists.at_prepositions, ( words ) => words.map( ( word ) => word[ 0 ] ) );
		/** With the space behind it */
		this.ledIn = byLanguage( lists.led_in, ( words ) => new Pattern( ' ?' + anyOf( words, '' ) + ' ', 'u' ) );
		/** Also inside a word */
		this.policed = byLanguage( lists.policed, ( words ) => new Pattern( anyOf( words, '' ), 'u' ) );
	}

	/**
	 * @param {WordList} list
	 * @return {Map<string, import('./patterns.js').Pattern>} Each language's words, where they are no part of another
	 */
	_apart( list ) {
		const found = new Map();
		Object.keys( list.by_language ).forEach( ( code ) => {
			const joined = this.joined.has( code );
			found.set( code, new Pattern(
				anyOf( list.by_language[ code ], joined ? '' : WORD_ENDS ), 'u', joined ? '' : '\\p{L}\\p{N}_'
			) );
		} );
		return found;
	}

	/**
	 * @param {string} code
	 * @param {string} own
	 * @param {string} before
	 * @return {boolean} Whether a word for oneself stands behind a noun, where that means `my`: `kucing saya`; not
	 *  `kucing dan saya`
	 */
	isMy( code, own, before ) {
		const mine = this.mine.get( code );
		if ( mine === undefined || !mine.test( own ) ) {
			return false;
		}
		const lead = this.joined.has( code ) ? before : before.replace( /\s+$/, '' );
		return lead !== '' && APART.indexOf( lead[ lead.length - 1 ] ) < 0 && !this.withMe.get( code ).test( lead );
	}

	/**
	 * @param {string} code
	 * @return {string[]} A language's particles, the longest first
	 */
	particlesOf( code ) {
		return this.particles.get( code ) || [];
	}
}

module.exports = { Wording: Wording };
