'use strict';

/**
 * Text that stayed in the source's language in part: bot/translation/checks/halves.py, in the browser. Whether a
 * text is in a third language is for the bot's report: it takes the models of all languages.
 */

const text = require( './text.js' );

const FLOOR = Math.log( 60e-6 );
const FOREIGN_LETTERS = 8;
const OWN_LETTERS = 6;
const OWN_SHARE = 0.1;
const RUN_IN_OTHER_SCRIPT = 4;
const RUN_COMMON = 6;
const MIXED_RUN = 3;
const GLOSS = /[(（[「『“"«„‘][^()（）[\]「」『』“”"«»„‘’]*[)）\]」』”“‘"»’]/g;
const PARTS = /[,;:،؛、，；：()（）[\]「」『』“”"«»–—]+|\s-\s/;
const UPPER = new RegExp( '\\p{Lu}', 'u' );
const LOWER = new RegExp( '^\\p{Ll}', 'u' );

/**
 * @param {string} word
 * @return {boolean}
 */
function isLower( word ) {
	return LOWER.test( word );
}

/**
 * @param {string} word
 * @return {boolean}
 */
function isCapital( word ) {
	return new RegExp( '^\\p{Lu}', 'u' ).test( word );
}

/**
 * @param {string} word
 * @return {boolean}
 */
function isAbbreviation( word ) {
	return UPPER.test( Array.from( word ).slice( 1 ).join( '' ) );
}

/**
 * @param {string[]} words
 * @return {string[]} Their letter triples, `_` at the edges
 */
function triples( words ) {
	/** @type {string[]} */
	const found = [];
	words.forEach( ( word ) => {
		const chars = Array.from( '_' + word.toLowerCase() + '_' );
		for ( let i = 0; i + 2 < chars.length; i++ ) {
			found.push( chars[ i ] + chars[ i + 1 ] + chars[ i + 2 ] );
		}
	} );
	return found;
}

/**
 * @param {string[]} found
 * @param {LanguageProfile} profile
 * @return {number} Mean log probability under a language's model; higher fits better
 */
function fit( found, profile ) {
	return found.reduce( ( sum, one ) => sum + ( profile.trigrams[ one ] || FLOOR ), 0 ) / Math.max( found.length, 1 );
}

/**
 * @param {string[]} words
 * @param {LanguageProfile} profile
 * @param {LanguageProfile|null} than
 * @return {boolean} Whether words are rather in profile's language than in the other
 */
function looksLike( words, profile, than ) {
	const lower = words.map( ( word ) => word.toLowerCase() );
	const common = lower.filter( ( word ) => profile.words[ word ] ).length;
	const other = than ? lower.filter( ( word ) => than.words[ word ] ).length : 0;
	if ( common < 2 || common <= other ) {
		return false;
	}
	if ( !than ) {
		return common >= 4 && common * 3 >= 2 * lower.length;
	}
	if ( common >= 3 && common > 2 * other && common * 5 >= 2 * lower.length ) {
		return true;
	}
	const found = triples( lower );
	return fit( found, profile ) > fit( found, than );
}

/**
 * @param {string} said
 * @return {string}
 */
function short( said ) {
	const plain = said.replace( /\s+/g, ' ' ).trim();
	return plain.length <= 60 ? plain : plain.slice( 0, 59 ) + '…';
}

/** One pair, looked at for what was left in the source's language. */
class Halves {
	/**
	 * @param {PairView} view
	 * @param {ChecksData} data
	 * @param {ScriptTable} scripts
	 */
	constructor( view, data, scripts ) {
		this.data = data;
		this.scripts = scripts;
		this.language = view.language;
		this.source = text.withoutMarkup( view.source ).replace( /\s+/g, ' ' ).trim();
		this.sourceWords = text.words( this.source );
		const kept = this.withoutNames( view );
		this.translation = text.withoutMarkup( kept ).replace( /\s+/g, ' ' ).trim();
		this.words = text.words( this.translation );
		this.sentences = text.sentences( text.withoutMarkup( kept ), data.sentenceEnds );
		this.profile = view.sourceLanguage.profile || null;
		this.own = view.language.profile || null;
		const counted = scripts.count( this.source );
		this.sourceScript = Object.keys( counted ).sort( ( a, b ) => counted[ b ] - counted[ a ] )[ 0 ] || null;
		this.sameScript = view.language.scripts.indexOf( String( this.sourceScript ) ) >= 0;
	}

	/**
	 * @param {string} word
	 * @return {boolean} Whether it is one of the commonest words of the source's language
	 */
	isFunction( word ) {
		return Boolean( this.profile && this.profile.words[ word.toLowerCase() ] );
	}

	/**
	 * @param {string} word
	 * @return {boolean}
	 */
	isOwn( word ) {
		return Boolean( this.own && this.own.words[ word.toLowerCase() ] );
	}

	/**
	 * @param {string[]} found
	 * @return {boolean} Whether all but function words are capitalised: a title, an organisation
	 */
	isName( found ) {
		return found.filter( isCapital ).length >= 2 &&
			!found.some( ( word ) => isLower( word ) && !this.isFunction( word ) );
	}

	/**
	 * @param {PairView} view
	 * @return {string} The translation without names in quotation marks that the source has too
	 */
	withoutNames( view ) {
		const inner = ( /** @type {string} */ written ) => text.words( text.withoutMarkup( written ) );
		this.profile = view.sourceLanguage.profile || null;
		const kept = ( view.source.match( GLOSS ) || [] ).map( inner ).filter( ( one ) => this.isName( one ) )
			.map( ( one ) => one.join( ' ' ) );
		return !kept.length ? view.translation : view.translation.replace( GLOSS, ( written ) => kept.indexOf( inner( written ).join( ' ' ) ) >= 0 ? ' ' : written );
	}

	/**
	 * @return {boolean} Whether the translation is nothing but the source; then it is not a half
	 */
	same() {
		const lower = ( /** @type {string[]} */ some ) => some.join( ' ' ).toLowerCase();
		return !this.sourceWords.length || lower( this.sourceWords ) === lower( this.words );
	}

	/**
	 * @return {boolean} Whether all of it is in the source's language
	 */
	whole() {
		const letters = this.scripts.count( this.translation );
		const total = Object.keys( letters ).reduce( ( sum, one ) => sum + letters[ one ], 0 );
		const own = this.language.scripts.reduce( ( sum, one ) => sum + ( letters[ one ] || 0 ), 0 );
		if ( !total || !this.language.scripts.length ) {
			return false;
		}
		if ( ( own < OWN_LETTERS && own / total < 0.5 ) || own / total < OWN_SHARE ) {
			return true; // in another script altogether
		}
		const profile = this.profile;
		if ( !profile || !this.sameScript ) {
			return false;
		}
		const rest = this.sentences.filter( ( one ) => !looksLike( text.words( one ), profile, this.own ) );
		return !rest.length && !this.ownClauses( profile ) && this.words.length >= 5;
	}

	/**
	 * @param {LanguageProfile} profile
	 * @return {boolean}
	 */
	ownClauses( profile ) {
		if ( !this.own ) {
			return false;
		}
		/** @type {string[]} */
		let rest = [];
		this.sentences.forEach( ( sentence ) => sentence.split( PARTS ).forEach( ( clause ) => {
			const words = text.words( clause );
			rest = looksLike( words, profile, this.own ) ? rest : rest.concat( words );
		} ) );
		const found = triples( rest );
		return found.length >= FOREIGN_LETTERS && fit( found, this.own ) > fit( found, profile );
	}

	/**
	 * @return {string|null} Three words in a row that are the source's, beside words of its own language
	 */
	mixed() {
		if ( !this.words.some( ( word ) => this.isOwn( word ) && !this.isFunction( word ) ) ) {
			return null;
		}
		return this.run( MIXED_RUN, () => true, true );
	}

	/**
	 * @param {number} size
	 * @param {function(string[]): boolean} allowed
	 * @param {boolean} toEnd
	 * @return {string|null} The first run of words that stands in the source alike
	 */
	run( size, allowed, toEnd ) {
		const source = this.sourceWords.map( ( word ) => word.toLowerCase() );
		/** @type {Record<string, boolean>} */
		const known = {};
		for ( let i = 0; i + size <= source.length; i++ ) {
			known[ source.slice( i, i + size ).join( ' ' ) ] = true;
		}
		for ( let i = 0; i + size <= this.words.length; i++ ) {
			const window = this.words.slice( i, i + size );
			if ( known[ window.join( ' ' ).toLowerCase() ] && allowed( window ) ) {
				return short( ( toEnd ? this.words.slice( i ) : window ).join( ' ' ) );
			}
		}
		return null;
	}

	/**
	 * @return {string|null} The first part that stayed in the source's language
	 */
	part() {
		const profile = this.profile;
		if ( !profile ) {
			return null;
		}
		if ( !this.sameScript && this.language.scripts.length ) {
			return this.runInSourceScript();
		}
		for ( let i = 0; i < this.sentences.length; i++ ) {
			const parts = [ this.sentences[ i ] ].concat( this.sentences[ i ].split( PARTS ) );
			for ( let j = 0; j < parts.length; j++ ) {
				const words = text.words( parts[ j ] );
				if ( words.length >= 5 && !this.isName( words ) && looksLike( words, profile, this.own ) ) {
					return short( parts[ j ] );
				}
			}
		}
		return this.run( RUN_COMMON, ( window ) => !this.isName( window ) &&
			window.filter( ( word ) => this.isFunction( word ) && !this.isOwn( word ) ).length >= 2, false );
	}

	/**
	 * @return {string|null} A run of words in the source's script that is a phrase, neither name nor gloss
	 */
	runInSourceScript() {
		const said = this.translation;
		const glosses = text.each( GLOSS, said, () => true ).filter( ( one ) => text.words( one[ 0 ] ).length <= 8 );
		const spans = text.spans( said ).concat( { start: said.length, end: said.length + 1 } );
		/** @type {{start: number, end: number}[]} */
		let run = [];
		for ( let i = 0; i < spans.length; i++ ) {
			const span = spans[ i ];
			const word = said.slice( span.start, span.end );
			const foreign = Boolean( word ) && this.scripts.of( word ) === this.sourceScript;
			const gap = run.length ? said.slice( run[ run.length - 1 ].end, span.start ) : '';
			const joined = Array.from( gap ).every( ( char ) => this.data.sentenceEnds.indexOf( char ) < 0 );
			if ( foreign && joined ) {
				run.push( span );
				continue;
			}
			const words = run.map( ( one ) => said.slice( one.start, one.end ) );
			const first = run[ 0 ];
			const last = run[ run.length - 1 ];
			const inside = first && glosses.some(
				( one ) => one.index <= first.start && last.end <= one.index + one[ 0 ].length
			);
			if ( first && !inside && this.isPhrase( words ) ) {
				return short( said.slice( first.start, last.end ) );
			}
			run = foreign ? [ span ] : [];
		}
		return null;
	}

	/**
	 * @param {string[]} run
	 * @return {boolean}
	 */
	isPhrase( run ) {
		const lower = run.filter( ( word ) => isLower( word ) && this.data.names.indexOf( word ) < 0 );
		const content = lower.filter( ( word ) => !this.isFunction( word ) );
		const functions = run.filter( ( word ) => this.isFunction( word ) );
		if ( content.length && functions.length ) {
			const inSource = this.sourceWords.join( ' ' ).toLowerCase().indexOf( run.join( ' ' ).toLowerCase() ) >= 0;
			if ( run.length >= RUN_IN_OTHER_SCRIPT || ( run.length >= MIXED_RUN && inSource ) ) {
				return true;
			}
		}
		return content.length >= 3 || ( functions.length >= 3 && lower.length >= 3 );
	}
}

/**
 * @param {PairView} view
 * @param {ChecksData} data
 * @param {ScriptTable} scripts
 * @return {Defect[]}
 */
function check( view, data, scripts ) {
	const base = ( /** @type {string} */ code ) => code === 'simple' ? 'en' : code.split( '-' )[ 0 ];
	if ( base( view.language.code ) === base( view.sourceLanguage.code ) ) {
		return [];
	}
	const halves = new Halves( view, data, scripts );
	if ( !halves.translation || halves.same() ) {
		return [];
	}
	const part = halves.whole() ? halves.mixed() : halves.part();
	return part === null ? [] : [ { check: 'half-translated', parameters: [ part ] } ];
}

module.exports = { check: check, isAbbreviation: isAbbreviation };
