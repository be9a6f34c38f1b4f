package cachefile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"syscall"
	"time"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// File is the file. It may be used by many at once.
type File struct {
	path string
	note func(line string)

	mu     sync.Mutex // one reading or writing at a time, as the file's lock has it
	told   string     // the trouble that was told last
	rested time.Time  // another process kept the lock: it is not waited for again until then
}

// At is the file at a path, which need not exist. note is told, in a line each
// time, what goes wrong with it.
func At(path string, note func(line string)) *File { return &File{path: path, note: note} }

// How long another process is waited for, and how long not again after that in
// vain.
const (
	lockWait = 2 * time.Second
	lockRest = 30 * time.Second
)

// Reading and writing never fail for the caller: what is not there is worked out
// anew. They return whether they did what they were asked.

func (f *File) view(fn func(*bolt.Tx) error) bool {
	return f.use(func(db *bolt.DB) error { return db.View(fn) })
}

func (f *File) update(fn func(*bolt.Tx) error) bool {
	return f.use(func(db *bolt.DB) error { return db.Update(fn) })
}

// use opens the file for fn. A damaged file is set aside, and fn gets a new one.
func (f *File) use(fn func(*bolt.DB) error) bool {
	if f == nil {
		return false
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if time.Now().Before(f.rested) {
		return false
	}
	err := f.attempt(fn)
	var broken damage
	if errors.As(err, &broken) {
		if err = f.setAside(broken); err == nil {
			err = f.attempt(fn)
		}
	}
	if errors.Is(err, bolterrors.ErrTimeout) {
		f.rested = time.Now().Add(lockRest)
	}
	f.tell(err)
	return err == nil
}

// damage is what is wrong with the content of a file.
type damage struct {
	cause error
	file  os.FileInfo // of the file as it was opened
}

func (d damage) Error() string { return d.cause.Error() }

// attempt opens the file, calls fn and closes it. On pages that are damaged the
// library panics, and beyond the end of a file that was cut the memory faults:
// both are damage here.
func (f *File) attempt(fn func(*bolt.DB) error) (err error) {
	var file *os.File
	var info os.FileInfo
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if cause := recover(); cause != nil {
			// The library still holds locks of its own, so it cannot be asked to
			// close; this lets go of the lock on the file.
			file.Close()
			err = damage{fmt.Errorf("%v", cause), info}
		}
	}()
	if err := os.MkdirAll(filepath.Dir(f.path), 0o700); err != nil {
		return err
	}
	db, err := bolt.Open(f.path, 0o600, &bolt.Options{
		Timeout: lockWait,
		OpenFile: func(path string, flag int, mode os.FileMode) (*os.File, error) {
			if file, err = os.OpenFile(path, flag, mode); err == nil {
				info, err = file.Stat()
			}
			return file, err
		},
	})
	if err != nil {
		if isDamage(err) {
			err = damage{err, info}
		}
		return err
	}
	err = errors.Join(fn(db), db.Close())
	if errors.Is(err, bolterrors.ErrIncompatibleValue) {
		err = damage{err, info} // a bucket where a value should be
	}
	return err
}

// isDamage tells errors about what is in the file from those about the file.
func isDamage(err error) bool {
	var path *fs.PathError
	var system syscall.Errno
	return !errors.As(err, &path) && !errors.As(err, &system) && !errors.Is(err, bolterrors.ErrTimeout)
}

// setAside renames a damaged file. Another process may have done so already:
// then the file here is another one.
func (f *File) setAside(d damage) error {
	now, err := os.Stat(f.path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !os.SameFile(now, d.file) {
		return nil
	}
	aside := f.path + ".damaged"
	if err := os.Rename(f.path, aside); err != nil {
		return err
	}
	f.note(fmt.Sprintf("the cache %s is damaged (%v): it is set aside as %s, and a new one is begun", f.path, d.cause, aside))
	return nil
}

// tell says what is wrong, once until something else is or nothing.
func (f *File) tell(err error) {
	line := ""
	if err != nil {
		line = f.trouble(err)
	}
	if line != "" && line != f.told {
		f.note(line)
	}
	f.told = line
}

func (f *File) trouble(err error) string {
	if errors.Is(err, bolterrors.ErrTimeout) {
		return fmt.Sprintf("the cache %s is in use by another process: until that ends it is done without, or name another with cache.file", f.path)
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err // the line names the path already
	}
	return fmt.Sprintf("the cache %s cannot be used (%v): it is done without; check its permissions and the disk, or name another with cache.file", f.path, err)
}
