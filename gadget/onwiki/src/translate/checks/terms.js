'use strict';

/**
 * The glossary's terms in a source text, and where a translation departs from them: bot/translation/terms.py, in
 * the browser. Where Python has Snowball's stems, words are compared here by a common beginning.
 */

const text = require( './text.js' );

/** @type {Record<string, string[]>} Particles written onto words without a space. */
const PROCLITICS = {
	ar: [ 'وال', 'بال', 'كال', 'فال', 'لل', 'ال', 'و', 'ب', 'ل', 'ك', 'ف' ],
	he: [ 'וה', 'שה', 'מה', 'בה', 'לה', 'ה', 'ו', 'ב', 'ל', 'מ', 'ש', 'כ' ],
	fa: [ 'و' ]
};
const UNSPACED = [ 'Hani', 'Hira', 'Kana', 'Thai', 'Khmr', 'Laoo' ];
const COMMON_START = 0.68;
const SHORT = 3;

/**
 * @param {string} form
 * @return {boolean}
 */
function isAbbreviation( form ) {
	return /^[A-Z][A-Z0-9+#-]+$/.test( form );
}

/**
 * @param {string} one English, lower case
 * @param {string} other
 * @return {boolean} Whether two words are one: plural, tense, -ing
 */
function sameEnglish( one, other ) {
	if ( one === other ) {
		return true;
	}
	const longer = one.length > other.length ? one : other;
	const shorter = longer === one ? other : one;
	const root = shorter.replace( /(?:e|y|ing|ed|s)$/, '' );
	return shorter.length > SHORT && root.length >= SHORT && longer.slice( 0, root.length ) === root &&
		/^(?:e|y|s|es|ed|er|ers|ies|ied|ing|ings)?$/.test( longer.slice( root.length ) );
}

/**
 * @param {string} said
 * @return {string} In one width and case, without spaces and the dots between loan words
 */
function squeeze( said ) {
	return said.normalize( 'NFKC' ).toLowerCase().replace( /[\s・\-‐‑·\u200b\u200c]/g, '' );
}

/**
 * @param {string} one
 * @param {string} other
 * @return {boolean} Words that begin alike for most of the shorter one: endings, agglutination
 */
function sameStart( one, other ) {
	const shorter = one.length <= other.length ? one : other;
	const longer = shorter === one ? other : one;
	const rest = longer.length - shorter.length;
	const starts = longer.slice( 0, shorter.length ) === shorter;
	if ( shorter[ 0 ] >= '\uac00' && shorter[ 0 ] <= '\ud7a3' ) {
		return starts && shorter.length > 1 && rest <= 3;
	}
	if ( shorter.length <= SHORT ) {
		return false;
	}
	if ( starts ) {
		return rest <= Math.max( 6, shorter.length );
	}
	let common = 0;
	while ( common < shorter.length && shorter[ common ] === longer[ common ] ) {
		common++;
	}
	return common >= Math.max( 4, COMMON_START * shorter.length ) && longer.length - common <= 5;
}

/**
 * @param {string} word
 * @param {string} base
 * @return {string[]} The word, and what is left of it without particles
 */
function withoutProclitics( word, base ) {
	const rests = ( PROCLITICS[ base ] || [] )
		.filter( ( particle ) => word.slice( 0, particle.length ) === particle )
		.map( ( particle ) => word.slice( particle.length ) );
	return [ word ].concat( rests.filter( ( rest ) => rest.length >= SHORT ) );
}

/** Finds the terms of one glossary, for one language. */
class TermFinder {
	/**
	 * @param {GlossaryTerm[]} terms
	 * @param {LanguageData} language
	 * @param {ScriptTable} scripts
	 */
	constructor( terms, language, scripts ) {
		this.language = language;
		this.base = language.code.split( '-' )[ 0 ];
		this.scripts = scripts;
		/** @type {{words: string[], form: string, term: GlossaryTerm}[]} */
		this.forms = [];
		terms.forEach( ( term ) => term.forms.forEach( ( form ) => {
			this.forms.push( { words: text.words( form.toLowerCase() ), form: form, term: term } );
		} ) );
		// Longest first: "Human Rights Interest Group" is not also "human rights".
		this.forms.sort( ( a, b ) => b.words.length - a.words.length || b.form.length - a.form.length );
	}

	/**
	 * @param {string} source
	 * @return {{term: GlossaryTerm, form: string}[]} The terms of a source text, each once, in its order
	 */
	inSource( source ) {
		const words = text.words( text.withoutMarkup( source ) );
		const lower = words.map( ( word ) => word.toLowerCase() );
		/** @type {boolean[]} */
		const taken = [];
		/** @type {{term: GlossaryTerm, form: string, place: number}[]} */
		const found = [];
		this.forms.forEach( ( wanted ) => {
			const size = wanted.words.length || Infinity;
			for ( let at = 0; at + size <= lower.length; at++ ) {
				const window = lower.slice( at, at + size );
				const fits = window.every( ( word, i ) => !taken[ at + i ] && sameEnglish( wanted.words[ i ], word ) );
				if ( !fits || ( isAbbreviation( wanted.form ) && words[ at ] !== wanted.form ) ) {
					continue;
				}
				for ( let i = 0; i < size; i++ ) {
					taken[ at + i ] = true;
				}
				if ( !found.some( ( one ) => one.term.id === wanted.term.id ) ) {
					found.push( { term: wanted.term, form: wanted.form, place: at } );
				}
			}
		} );
		return found.sort( ( a, b ) => a.place - b.place );
	}

	/**
	 * @param {string} said
	 * @param {string} rendering
	 * @return {boolean} Whether a rendering, or an inflected form of it, stands in a text
	 */
	standsIn( said, rendering ) {
		const plain = text.withoutMarkup( said );
		const profile = this.language.profile;
		const unspaced = Array.from( rendering ).some(
			( char ) => UNSPACED.indexOf( String( this.scripts.of( char ) ) ) >= 0
		);
		if ( !rendering.trim() ) {
			return false;
		}
		if ( unspaced || ( profile && !profile.spaced ) ) {
			return squeeze( plain ).indexOf( squeeze( rendering ) ) >= 0;
		}
		const wanted = text.words( rendering.toLowerCase() );
		const given = text.words( plain.toLowerCase() );
		for ( let at = 0; at + wanted.length <= given.length; at++ ) {
			if ( wanted.every( ( word, i ) => this.alike( word, given[ at + i ] ) ) ) {
				return true;
			}
		}
		return false;
	}

	/**
	 * @param {string} wanted
	 * @param {string} given
	 * @return {boolean}
	 */
	alike( wanted, given ) {
		const others = withoutProclitics( given, this.base );
		return withoutProclitics( wanted, this.base ).some(
			( one ) => others.some( ( other ) => one === other || sameStart( one, other ) )
		);
	}

	/**
	 * @param {string} said
	 * @param {string} form
	 * @return {boolean} Whether a form stands in a text as it is, whatever another script glues to it
	 */
	keeps( said, form ) {
		const plain = text.withoutMarkup( said ).normalize( 'NFKC' );
		if ( /[^\x20-\x7e]/.test( form ) ) {
			return plain.toLowerCase().indexOf( form.toLowerCase() ) >= 0;
		}
		const pattern = new RegExp(
			'(?:^|[^A-Za-z0-9])' + mw.util.escapeRegExp( form ) + '(?:s|en)?(?![A-Za-z0-9])',
			isAbbreviation( form ) ? '' : 'i'
		);
		return pattern.test( plain );
	}

	/**
	 * @param {PairView} view
	 * @return {Defect[]}
	 */
	check( view ) {
		/** @type {Defect[]} */
		const found = [];
		this.inSource( view.source ).forEach( ( one ) => {
			const term = one.term;
			const bad = term.forbidden.filter( ( unwanted ) => this.standsIn( view.translation, unwanted ) )[ 0 ];
			const agreed = term.rendering ? [ term.rendering ].concat( term.accepted ) : [];
			const used = agreed.some( ( rendering ) => this.standsIn( view.translation, rendering ) );
			if ( bad ) {
				found.push( { check: 'term-forbidden', parameters: [ one.form, bad ] } );
			} else if ( term.doNotTranslate ) {
				const short = term.forms.filter( isAbbreviation );
				const kept = short.some( ( form ) => this.keeps( view.translation, form ) );
				if ( isAbbreviation( one.form ) && !kept && !used ) {
					found.push( { check: 'term-untouched-lost', parameters: [ one.form ] } );
				}
			} else if ( agreed.length && !used &&
				!term.forms.some( ( form ) => form !== form.toLowerCase() && this.keeps( view.translation, form ) )
			) {
				found.push( { check: 'term-missing', parameters: [ one.form, agreed.join( ', ' ) ] } );
			}
		} );
		return found;
	}
}

module.exports = { TermFinder: TermFinder };
