'use strict';

/** One language's detector: rules and lists of names that are read once, and checks of any number of pages. */

const analyzer = require( './analyzer.js' );
const lexicons = require( './lexicon.js' );
const usernames = require( './recognizers/username.js' );

/**
 * @typedef {import('./analyzer.js').Check} Check
 * @typedef {import('./tuning.js').Tuning} Tuning
 */

const SLICE = 8; // milliseconds of work before the page gets its turn; a frame has 16

/** @implements {Detector} */
class PageDetector {
	/**
	 * @param {string} wikiLanguage
	 * @param {any} shared
	 * @param {any[]} languages The page's own first
	 * @param {RuleReader} read
	 * @param {Tuning|null} tuning
	 */
	constructor( wikiLanguage, shared, languages, read, tuning ) {
		this.wikiLanguage = wikiLanguage;
		this.names = new usernames.UsernameRecognizer();
		this._read = read;
		this._learnt = false;
		this.tuning = tuning;
		this.problems = tuning === null ? [] : tuning.problems;
		const limits = shared.tiers.threshold;
		this.tables = Object.assign( {}, shared.tiers, {
			packaged: limits, threshold: tuning === null ? limits : Object.assign( {}, limits, tuning.thresholds )
		} );
		// The page's own language carries what the community added.
		this.lexicon = new lexicons.Lexicon(
			tuning === null ? languages : [ tuning.merged( languages[ 0 ] ) ].concat( languages.slice( 1 ) ), shared
		);
		this.lang = this.lexicon.code;
	}

	/**
	 * @param {string} username
	 * @return {Promise<boolean>} Whether it is a real name; the lists of its script are read for it, and kept
	 */
	judgeName( username ) {
		return this.learn( usernames.scriptsFor( username ) )
			.then( () => this.names.isRealName( username, this.wikiLanguage ) );
	}

	/**
	 * @param {string[]} scripts
	 * @return {Promise<void>} When their lists of names have been read
	 */
	learn( scripts ) {
		const missing = scripts.filter( ( script ) => !this.names.knows( script ) );
		const wanted = ( missing.length && !this._learnt ? [ 'shared' ] : [] ).concat( missing );
		return Promise.all( wanted.map( ( name ) => this._read( 'names-' + name ) ) ).then( ( lists ) => {
			lists.forEach( ( list, i ) => {
				if ( list && wanted[ i ] === 'shared' ) {
					this.names.learnShared( list );
					this._learnt = true;
				} else if ( list ) {
					this.names.learn( wanted[ i ], list );
				}
			} );
		} );
	}

	/**
	 * @param {DraftPage} page
	 * @return {boolean} Whether there is anything to judge
	 */
	gate( page ) {
		const check = this._start( page );
		while ( !check.step() ) {
			if ( check.found.length ) {
				return true;
			}
		}
		return check.findings.length > 0;
	}

	/**
	 * @param {DraftPage} page
	 * @return {Analysis}
	 */
	check( page ) {
		const check = this._start( page );
		while ( !check.step() ) {
			// all at once
		}
		return check.result();
	}

	/**
	 * @param {DraftPage} page
	 * @param {() => boolean} [cancelled]
	 * @return {Promise<Analysis|null>}
	 */
	checkInSlices( page, cancelled ) {
		return new Promise( ( resolve, reject ) => {
			/** @type {Check|null} */
			let check = null;
			const work = () => {
				if ( cancelled && cancelled() ) {
					resolve( null );
					return;
				}
				try {
					check = check || this._start( page );
					const stop = Date.now() + SLICE;
					while ( Date.now() < stop ) {
						if ( check.step() ) {
							resolve( check.result() );
							return;
						}
					}
				} catch ( error ) {
					reject( error );
					return;
				}
				setTimeout( work, 0 );
			};
			work();
		} );
	}

	/**
	 * @param {DraftPage} page
	 * @return {Check}
	 */
	_start( page ) {
		return new analyzer.Check( page, this.lexicon, this.tables, this.names, this.tuning );
	}
}

module.exports = { PageDetector: PageDetector };
